import { expect, test } from "vitest";
import type { BookingRequest } from "../request";
import { Attempt, isStillBooked } from "./attempt";

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

const booked: BookingRequest = {
  accountId: 1,
  date: "2026-12-01",
  timeSlots: ["06:00", "07:00"],
  location: "X1",
  subLocation: "A",
  retryInterval: 60,
  autoRetry: false,
};
const first = { time_slot: "06:00:00", status: "pending", location: "X1", sub_location: "A" } as const;
const second = { ...first, time_slot: "07:00:00", status: "confirmed" } as const;

test("a request is still booked while each slot has an active booking at its location", () => {
  expect(isStillBooked(booked, [first, second])).toBe(true);
});

test.each([
  ["an hour is missing", [first]],
  ["an hour was cancelled", [first, { ...second, status: "cancelled" as const }]],
  ["an hour has failed", [{ ...first, status: "failed" as const }, second]],
  ["an hour is held elsewhere", [first, { ...second, location: "X3" as const }]],
  ["an hour is held in the other half", [first, { ...second, sub_location: "B" as const }]],
])("it is not booked when %s", (_what, bookings) => {
  expect(isStillBooked(booked, bookings)).toBe(false);
});
