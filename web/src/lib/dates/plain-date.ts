import { TZDate } from "@date-fns/tz";

/**
 * Days as the wire writes them, `YYYY-MM-DD`. A day has no time zone, so it is never turned into a
 * moment of the browser's own zone: that is how days shift. Text of this form also sorts by date.
 */
export type PlainDate = string;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day that the text names, or nothing when the calendar has no such day. */
export function parsePlainDate(text: string): PlainDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return exists ? text : undefined;
}

/** The day so many days later, or earlier when `days` is negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  const moment = atUtcMidnight(date);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** Monday is 1, Sunday is 7, as the bridge counts. */
export function weekdayOf(date: PlainDate): number {
  return atUtcMidnight(date).getUTCDay() || 7;
}

/** The Monday of the week that holds the day. */
export function mondayOf(date: PlainDate): PlainDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** For date-fns, which counts in the browser's own zone: that day's noon there, so that no change of clocks can move it. */
export function toLocalDate(date: PlainDate): Date {
  const { year, month, day } = partsOf(date);
  return new Date(year, month - 1, day, 12);
}

/** The day that date-fns means by this moment. */
export function fromLocalDate(date: Date): PlainDate {
  const year = String(date.getFullYear()).padStart(4, "0");
  const month = String(date.getMonth() + 1).padStart(2, "0");
  return `${year}-${month}-${String(date.getDate()).padStart(2, "0")}`;
}

/** The moment at which a slot begins: its date and time on the facility's own clock. */
export function slotMoment(date: PlainDate, timeSlot: string, timeZone: string): Date {
  const { year, month, day } = partsOf(date);
  const [hour = 0, minute = 0, second = 0] = timeSlot.split(":").map(Number);
  return new Date(new TZDate(year, month - 1, day, hour, minute, second, timeZone).getTime());
}

/** Midnight in UTC stands for the day wherever a platform function wants a moment. */
export function atUtcMidnight(date: PlainDate): Date {
  const { year, month, day } = partsOf(date);
  return new Date(Date.UTC(year, month - 1, day));
}

function partsOf(date: PlainDate): Parts {
  if (parsePlainDate(date) === undefined) throw new RangeError(`Not a date: ${date}`);
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}
