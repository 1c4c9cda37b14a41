import { expect, test } from "vitest";
import type { Booking } from "@/lib/api/types";
import { byDay, nameOfDay } from "./days";

const booking = (id: number, booking_date: string): Booking => ({
  id,
  account_id: 1,
  booking_date,
  time_slot: "18:00:00",
  location: "Fitness",
  sub_location: null,
  status: "pending",
  booking_reference: null,
  error_message: null,
  retry_interval: 60,
  auto_retry: false,
  starts_at: "2026-11-24T17:00:00.000Z",
  opens_at: null,
  next_attempt_at: null,
  attempts: 0,
  plan_id: null,
  waitlisted: false,
  created_at: "2026-11-22T09:30:00.000Z",
  updated_at: "2026-11-22T09:30:00.000Z",
});

test("bookings are grouped by day, in their order", () => {
  const list = [booking(4, "2026-11-24"), booking(2, "2026-11-24"), booking(3, "2026-12-01")];
  const days = byDay(list).map(({ date, bookings }) => [date, bookings.map(({ id }) => id)]);
  expect(days).toEqual([
    ["2026-11-24", [4, 2]],
    ["2026-12-01", [3]],
  ]);
});

test("today and tomorrow have names, also at the end of a year", () => {
  expect(nameOfDay("2026-12-31", "2026-12-31")).toBe("Today");
  expect(nameOfDay("2027-01-01", "2026-12-31")).toBe("Tomorrow");
  expect(nameOfDay("2027-01-02", "2026-12-31")).toBeUndefined();
});
