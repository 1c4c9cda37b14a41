import { type ActiveStatus, isActive, placeOf } from "@/entities/bookings/booking";
import { type FacilityClock, hasBegun } from "@/entities/facility/facility";
import type { Booking, Facility, SlotConflict } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import { formatTime } from "@/lib/format";

export type Hours = Pick<Facility, "first_slot" | "last_slot" | "slot_minutes">;

/** The start times of a day's slots, as `HH:MM`. */
export function slotTimes({ first_slot, last_slot, slot_minutes }: Hours): string[] {
  const [first, last] = [minutesOf(first_slot), minutesOf(last_slot)];
  const count = Math.floor((last - first) / slot_minutes) + 1;
  return Array.from({ length: count }, (_, index) => timeOf(first + index * slot_minutes));
}

export type SlotState =
  | { readonly kind: "free" }
  | { readonly kind: "held"; readonly status: ActiveStatus; readonly place: string }
  | { readonly kind: "begun" };

export interface Slot {
  readonly time: string;
  readonly state: SlotState;
}

/** A conflict does not tell the half. */
type Held = Pick<Booking | SlotConflict, "time_slot" | "status" | "location"> & Partial<Pick<Booking, "sub_location">>;

interface Day {
  readonly date: PlainDate | undefined;
  /** The account's bookings on that day, and the conflicts in the server's last refusal. */
  readonly bookings: readonly Held[];
  readonly clock: Pick<FacilityClock, "today" | "localTime"> | undefined;
  /** Undefined while the facility is loading; the day then has no slots. */
  readonly hours: Hours | undefined;
}

export function slotsOf(day: Day): Slot[] {
  const held = new Map<string, SlotState>();
  for (const { time_slot, status, location, sub_location = null } of day.bookings) {
    const place = placeOf({ location, sub_location });
    if (isActive(status)) held.set(formatTime(time_slot), { kind: "held", status, place });
  }
  const times = day.hours ? slotTimes(day.hours) : [];
  return times.map((time) => ({
    time,
    state: held.get(time) ?? { kind: isOver(day, time) ? "begun" : "free" },
  }));
}

export function isFree({ state }: Slot): boolean {
  return state.kind === "free";
}

function isOver({ date, clock }: Day, time: string): boolean {
  return date !== undefined && clock !== undefined && hasBegun(date, time, clock);
}

/** Adjacent slots joined: hours `["06:00", "07:00", "09:00"]` as `["06:00 – 08:00", "09:00 – 10:00"]`. */
export function blocksOf(times: readonly string[], slotMinutes: number): string[] {
  const blocks: { start: number; end: number }[] = [];
  for (const start of times.map(minutesOf)) {
    const last = blocks.at(-1);
    if (last?.end === start) last.end = start + slotMinutes;
    else blocks.push({ start, end: start + slotMinutes });
  }
  return blocks.map(({ start, end }) => `${timeOf(start)} – ${timeOf(end)}`);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

function timeOf(minutes: number): string {
  const hours = String(Math.floor(minutes / 60) % 24).padStart(2, "0");
  return `${hours}:${String(minutes % 60).padStart(2, "0")}`;
}
