import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { awaitBriefly } from "./await-briefly";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what is done is not waited for, and leaves no timer behind", async () => {
  await awaitBriefly(Promise.resolve());
  expect(vi.getTimerCount()).toBe(0);
});

test("what never ends is waited for no longer than a person would", async () => {
  const silent = new Promise<void>(() => undefined);
  const waited = awaitBriefly(silent);
  await vi.runAllTimersAsync();
  await expect(waited).resolves.toBeUndefined();
});
