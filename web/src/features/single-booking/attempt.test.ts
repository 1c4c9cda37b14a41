import { expect, test } from "vitest";
import { Attempt } from "./attempt";
import type { BookingRequest } from "./request";

const request: BookingRequest = {
  accountId: 1,
  date: "2026-12-01",
  timeSlots: ["06:00"],
  location: "Fitness",
  subLocation: null,
  retryInterval: 60,
  autoRetry: false,
};

test("the same request keeps its key, however often it is sent", () => {
  const attempt = new Attempt();
  const key = attempt.keyFor(request);
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(attempt.keyFor({ ...request })).toBe(key);
  expect(attempt.isOpen({ ...request })).toBe(true);
});

test("a changed request is a new attempt", () => {
  const attempt = new Attempt();
  const key = attempt.keyFor(request);
  expect(attempt.isOpen({ ...request, timeSlots: ["07:00"] })).toBe(false);
  expect(attempt.keyFor({ ...request, timeSlots: ["07:00"] })).not.toBe(key);
});

test("after a success the same request is a new attempt", () => {
  const attempt = new Attempt();
  const key = attempt.keyFor(request);
  attempt.finish();
  expect(attempt.isOpen(request)).toBe(false);
  expect(attempt.keyFor(request)).not.toBe(key);
});
