import type { Facility } from "@/lib/api/types";
import { type Counts, totalOf } from "./counts";

type HourRow = Counts & { readonly weekday: number; readonly hour: number };

/** Monday is 1, as in the bridge. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** The hours of the facility's slots, and others that have bookings. */
export function hoursToShow(heat: Heat, { first_slot, last_slot }: Pick<Facility, "first_slot" | "last_slot">): number[] {
  const [first, last] = [Number(first_slot.slice(0, 2)), Number(last_slot.slice(0, 2))];
  return hours.filter((hour) => (hour >= first && hour <= last) || weekdays.some((weekday) => heat.at(weekday, hour) > 0));
}

export interface Heat {
  readonly max: number;
  readonly at: (weekday: number, hour: number) => number;
  /** The weekday and hour with the most bookings. */
  readonly busiest: { readonly weekday: number; readonly hour: number; readonly count: number } | null;
}

/** The number of bookings, of any status, in each hour of the week. */
export function toHeat(rows: readonly HourRow[]): Heat {
  const key = (weekday: number, hour: number) => weekday * 24 + hour;
  const counts = new Map(rows.map((row) => [key(row.weekday, row.hour), totalOf(row)]));
  let busiest: Heat["busiest"] = null;
  for (const row of rows) {
    const count = totalOf(row);
    if (count > (busiest?.count ?? 0)) busiest = { weekday: row.weekday, hour: row.hour, count };
  }
  return {
    max: busiest?.count ?? 0,
    at: (weekday, hour) => counts.get(key(weekday, hour)) ?? 0,
    busiest,
  };
}

export const maxLevel = 5;

/** A cell's darkness, from 0 for no bookings to `maxLevel` for the busiest hour. */
export function levelOf(count: number, max: number): number {
  return count === 0 ? 0 : Math.max(1, Math.ceil((count / max) * maxLevel));
}
