import { day } from "@/lib/durations";

/**
 * A calendar day as `YYYY-MM-DD`, which sorts by date. It has no time zone and is never converted to a time in
 * the browser's zone, because that may shift it by a day.
 */
export type PlainDate = string;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Parses a day; undefined for other text and for days that do not exist. */
export function parsePlainDate(text: string): PlainDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return exists ? text : undefined;
}

/** Adds days, or subtracts them if `days` is negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  const moment = atUtcMidnight(date);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** The days from one to another; negative if the other is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (atUtcMidnight(to).getTime() - atUtcMidnight(from).getTime()) / day;
}

/** Monday is 1 and Sunday is 7, as in the bridge. */
export function weekdayOf(date: PlainDate): number {
  return atUtcMidnight(date).getUTCDay() || 7;
}

/** The Monday of the day's week. */
export function mondayOf(date: PlainDate): PlainDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** Noon of the day in the browser's zone, for date-fns. Noon, because a clock change cannot move it to another day. */
export function toLocalDate(date: PlainDate): Date {
  const { year, month, day } = partsOf(date);
  return new Date(year, month - 1, day, 12);
}

/** The day of a date in its own time zone. */
export function fromLocalDate(date: Date): PlainDate {
  const year = String(date.getFullYear()).padStart(4, "0");
  const month = String(date.getMonth() + 1).padStart(2, "0");
  return `${year}-${month}-${String(date.getDate()).padStart(2, "0")}`;
}

/** Midnight UTC of the day, for platform functions that need a time. */
export function atUtcMidnight(date: PlainDate): Date {
  const { year, month, day } = partsOf(date);
  return new Date(Date.UTC(year, month - 1, day));
}

function partsOf(date: PlainDate): Parts {
  if (parsePlainDate(date) === undefined) throw new RangeError(`Not a date: ${date}`);
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}
