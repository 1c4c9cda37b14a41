import type { Booking, SlotConflict } from "@/lib/api/types";
import { type ActiveStatus, isActive } from "@/entities/bookings/booking";
import { formatTime } from "@/lib/format";
import { type PlainDate, slotMoment } from "@/lib/dates/plain-date";
import type { FacilityClock } from "@/entities/facility/facility";

const firstHour = 6;
const lastHour = 23;

/** The hours that can be booked, as `HH:MM`. */
export const slotTimes: readonly string[] = Array.from(
  { length: lastHour - firstHour + 1 },
  (_, index) => `${String(firstHour + index).padStart(2, "0")}:00`,
);

/** What stands at an hour: nothing, a booking of this account, or the past. */
export type SlotState =
  | { readonly kind: "free" }
  | { readonly kind: "held"; readonly status: ActiveStatus; readonly location: string }
  | { readonly kind: "begun" };

export interface Slot {
  readonly time: string;
  readonly state: SlotState;
}

interface Day {
  readonly date: PlainDate | undefined;
  /** The account's bookings of that day, and what the server said is taken. */
  readonly bookings: readonly Pick<Booking | SlotConflict, "time_slot" | "status" | "location">[];
  readonly clock: Pick<FacilityClock, "timeZone" | "now"> | undefined;
}

export function slotsOf(day: Day): Slot[] {
  const held = new Map<string, SlotState>();
  for (const { time_slot, status, location } of day.bookings) {
    if (isActive(status)) held.set(formatTime(time_slot), { kind: "held", status, location });
  }
  return slotTimes.map((time) => ({
    time,
    state: held.get(time) ?? { kind: hasBegun(day, time) ? "begun" : "free" },
  }));
}

export function isFree({ state }: Slot): boolean {
  return state.kind === "free";
}

function hasBegun({ date, clock }: Day, time: string): boolean {
  if (date === undefined || clock === undefined) return false;
  return slotMoment(date, time, clock.timeZone).getTime() <= clock.now;
}

/** `["06:00", "07:00", "09:00"]` as `["06:00 – 08:00", "09:00 – 10:00"]`: what is in use, end to end. */
export function blocksOf(times: readonly string[]): string[] {
  const blocks: { start: number; end: number }[] = [];
  for (const hour of times.map((time) => Number(time.slice(0, 2)))) {
    const last = blocks.at(-1);
    if (last?.end === hour) last.end = hour + 1;
    else blocks.push({ start: hour, end: hour + 1 });
  }
  return blocks.map(({ start, end }) => `${timeOf(start)} – ${timeOf(end)}`);
}

function timeOf(hour: number): string {
  return `${String(hour % 24).padStart(2, "0")}:00`;
}
