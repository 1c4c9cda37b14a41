import type { Booking, BookingStatus, Facility, SlotConflict } from "@/lib/api/types";
import { formatTime } from "@/lib/dates/format";
import { type PlainDate, slotMoment } from "@/lib/dates/plain-date";

const firstHour = 6;
const lastHour = 23;

/** The hours that can be booked, as `HH:MM`. */
export const hours: readonly string[] = Array.from(
  { length: lastHour - firstHour + 1 },
  (_, index) => `${String(firstHour + index).padStart(2, "0")}:00`,
);

/** What stands at an hour: nothing, a booking of this account, or the past. */
export type SlotState =
  | { readonly kind: "free" }
  | { readonly kind: "held"; readonly status: BookingStatus; readonly location: string }
  | { readonly kind: "begun" };

export interface Slot {
  readonly time: string;
  readonly state: SlotState;
}

interface Day {
  readonly date: PlainDate | undefined;
  /** The account's bookings of that day, and what the server said is taken. */
  readonly bookings: readonly Pick<Booking | SlotConflict, "time_slot" | "status" | "location">[];
  readonly facility: Pick<Facility, "time_zone"> | undefined;
  readonly now: number;
}

export function slotsOf(day: Day): Slot[] {
  const held = new Map(
    day.bookings
      .filter(({ status }) => holdsItsSlot(status))
      .map((booking) => [formatTime(booking.time_slot), booking]),
  );
  return hours.map((time) => {
    const booking = held.get(time);
    if (booking) {
      return { time, state: { kind: "held", status: booking.status, location: booking.location } };
    }
    return { time, state: { kind: hasBegun(day, time) ? "begun" : "free" } };
  });
}

export function isFree({ state }: Slot): boolean {
  return state.kind === "free";
}

/** After a cancel or a failure the slot is free again. */
export function holdsItsSlot(status: BookingStatus): boolean {
  return status === "pending" || status === "confirmed";
}

function hasBegun({ date, facility, now }: Day, time: string): boolean {
  if (date === undefined || facility === undefined) return false;
  return slotMoment(date, time, facility.time_zone).getTime() <= now;
}

/** `["06:00", "07:00", "09:00"]` as `["06:00 – 08:00", "09:00 – 10:00"]`: what is in use, end to end. */
export function blocksOf(times: readonly string[]): string[] {
  const blocks: { start: number; end: number }[] = [];
  for (const hour of times.map((time) => Number(time.slice(0, 2)))) {
    const last = blocks.at(-1);
    if (last?.end === hour) last.end = hour + 1;
    else blocks.push({ start: hour, end: hour + 1 });
  }
  return blocks.map(({ start, end }) => `${clock(start)} – ${clock(end)}`);
}

function clock(hour: number): string {
  return `${String(hour % 24).padStart(2, "0")}:00`;
}
