import { expect, test } from "vitest";
import type { BookingStatus } from "@/lib/api/types";
import { blocksOf, isFree, slotsOf, slotTimes } from "./slots";

const clockAt = (moment: string) => ({ timeZone: "Europe/Amsterdam", now: Date.parse(moment) });
const longAgo = clockAt("2020-01-01T00:00:00Z");

function booking(time_slot: string, status: BookingStatus) {
  return { time_slot, status, location: "X1" as const };
}

test("there is a slot for every hour from 06:00 to 23:00", () => {
  expect(slotTimes).toHaveLength(18);
  expect([slotTimes[0], slotTimes.at(-1)]).toEqual(["06:00", "23:00"]);
});

test("pending and confirmed bookings hold their slot; failed and cancelled ones leave it free", () => {
  const slots = slotsOf({
    date: "2026-12-01",
    bookings: [
      booking("06:00:00", "pending"),
      booking("07:00:00", "confirmed"),
      booking("08:00:00", "failed"),
      booking("09:00:00", "cancelled"),
      booking("10:00:00", "pending"),
      booking("10:00:00", "failed"),
    ],
    clock: longAgo,
  });
  const held = slots.filter((slot) => !isFree(slot));
  expect(held.map(({ time, state }) => [time, state.kind === "held" && state.status])).toEqual([
    ["06:00", "pending"],
    ["07:00", "confirmed"],
    ["10:00", "pending"],
  ]);
});

test("slots that have begun on the facility's clock cannot be picked", () => {
  // In winter 09:00 in Amsterdam is 08:00 in UTC; the slot begins at that very moment.
  const clock = clockAt("2026-12-01T08:00:00Z");
  const slots = slotsOf({ date: "2026-12-01", bookings: [], clock });
  expect(slots.filter((slot) => !isFree(slot)).map(({ time }) => time)).toEqual([
    "06:00",
    "07:00",
    "08:00",
    "09:00",
  ]);
});

test("without a date no slot has begun", () => {
  const slots = slotsOf({ date: undefined, bookings: [], clock: clockAt("2099-01-01T00:00:00Z") });
  expect(slots.every(isFree)).toBe(true);
});

test("hours that follow each other read as one block", () => {
  expect(blocksOf(["06:00", "07:00", "09:00"])).toEqual(["06:00 – 08:00", "09:00 – 10:00"]);
  expect(blocksOf(["22:00", "23:00"])).toEqual(["22:00 – 00:00"]);
  expect(blocksOf([])).toEqual([]);
});
