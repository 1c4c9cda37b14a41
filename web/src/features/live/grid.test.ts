import { expect, test } from "vitest";
import type { Booking, Slot } from "@/lib/api/types";
import { gridOf } from "./grid";

const slot = (time: string, half: "A" | "B", changes: Partial<Slot> = {}): Slot => ({
  id: `X1-${half}-2026-12-01-${time}`,
  time,
  time_slot: time,
  location: "X1",
  sub_location: half,
  state: "open",
  is_available: true,
  remaining_capacity: null,
  total_capacity: null,
  starts_at: "2026-12-01T17:00:00.000Z",
  opens_at: null,
  last_checked: null,
  ...changes,
});

const booking = (half: "A" | null, status: Booking["status"]) =>
  ({ time_slot: "18:00:00", location: "X1", sub_location: half, status }) as Booking;

test("bookings stand in their cell, in both halves where the half is open, and not once they ended", () => {
  const slots = [slot("19:00:00", "A"), slot("18:00:00", "A"), slot("18:00:00", "B")];
  const bookings = [booking("A", "confirmed"), booking(null, "pending"), booking("A", "cancelled")];
  const { places, rows } = gridOf(slots, bookings);
  expect(places).toEqual(["X1 A", "X1 B"]);
  expect(rows.map(({ time, cells }) => [time, ...cells.map((cell) => cell.bookings.length)])).toEqual([
    ["18:00:00", 2, 1],
    ["19:00:00", 0, 0],
  ]);
  expect(rows[1]?.cells[1]?.slot).toBeUndefined();
});

test("hours that are over are left out, except with something of ours", () => {
  const past = { state: "past", is_available: false } as const;
  const slots = [slot("17:00:00", "A", past), slot("18:00:00", "A", past), slot("19:00:00", "A", { state: "full" })];
  const { rows } = gridOf(slots, [booking("A", "confirmed")]);
  expect(rows.map(({ time }) => time)).toEqual(["18:00:00", "19:00:00"]);
});
