import { expect, test } from "vitest";
import { dayAfterKey } from "./calendar-keys";

test.each([
  ["ArrowLeft", "2026-11-22"],
  ["ArrowRight", "2026-11-24"],
  ["ArrowUp", "2026-11-16"],
  ["ArrowDown", "2026-11-30"],
  ["Home", "2026-11-23"],
  ["End", "2026-11-29"],
  ["PageUp", "2026-10-23"],
  ["PageDown", "2026-12-23"],
])("%s leads from Monday 23 November to %s", (key, to) => {
  expect(dayAfterKey(key, false, "2026-11-23")).toBe(to);
});

test("Page keys with Shift move by a year", () => {
  expect(dayAfterKey("PageDown", true, "2028-02-29")).toBe("2029-02-28");
  expect(dayAfterKey("PageUp", true, "2026-11-23")).toBe("2025-11-23");
});

test.each(["Enter", " ", "Tab", "a"])("%j moves the focus nowhere", (key) => {
  expect(dayAfterKey(key, false, "2026-11-23")).toBeUndefined();
});
