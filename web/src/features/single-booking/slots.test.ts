import { expect, test } from "vitest";
import type { BookingStatus } from "@/lib/api/types";
import { blocksOf, type Hours, isFree, slotsOf, slotTimes } from "./slots";

const longAgo = { today: "2020-01-01", localTime: "00:00:00" };

function booking(time_slot: string, status: BookingStatus) {
  return { time_slot, status, location: "X1" as const };
}

const hours: Hours = { first_slot: "06:00:00", last_slot: "23:00:00", slot_minutes: 60 };

test("the slots are those of the facility's opening hours", () => {
  expect(slotTimes(hours)).toHaveLength(18);
  expect([slotTimes(hours)[0], slotTimes(hours).at(-1)]).toEqual(["06:00", "23:00"]);
  const short: Hours = { first_slot: "09:30:00", last_slot: "11:00:00", slot_minutes: 45 };
  expect(slotTimes(short)).toEqual(["09:30", "10:15", "11:00"]);
});

test("pending and confirmed bookings occupy their slot, failed and cancelled ones do not", () => {
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
    hours,
  });
  const held = slots.filter((slot) => !isFree(slot));
  expect(held.map(({ time, state }) => [time, state.kind === "held" && state.status])).toEqual([
    ["06:00", "pending"],
    ["07:00", "confirmed"],
    ["10:00", "pending"],
  ]);
});

test("slots that have begun by the facility's clock are not free", () => {
  const clock = { today: "2026-12-01", localTime: "09:00:00" };
  const slots = slotsOf({ date: "2026-12-01", bookings: [], clock, hours });
  expect(slots.filter((slot) => !isFree(slot)).map(({ time }) => time)).toEqual([
    "06:00",
    "07:00",
    "08:00",
    "09:00",
  ]);
});

test("without a date no slot has begun", () => {
  const slots = slotsOf({ date: undefined, bookings: [], clock: { today: "2099-01-01", localTime: "00:00:00" }, hours });
  expect(slots.every(isFree)).toBe(true);
});

test("adjacent slots are shown as one block", () => {
  expect(blocksOf(["06:00", "07:00", "09:00"], 60)).toEqual(["06:00 – 08:00", "09:00 – 10:00"]);
  expect(blocksOf(["22:00", "23:00"], 60)).toEqual(["22:00 – 00:00"]);
  expect(blocksOf(["09:30", "10:15"], 45)).toEqual(["09:30 – 11:00"]);
  expect(blocksOf([], 60)).toEqual([]);
});
