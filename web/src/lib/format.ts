import { atUtcMidnight, type PlainDate } from "@/lib/dates/plain-date";

export type DateStyle = "short" | "medium" | "long" | "weekday" | "weekdayShort" | "weekdayNarrow" | "month" | "monthShort";

const styles: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  short: { day: "numeric", month: "short" },
  medium: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  weekday: { weekday: "long" },
  weekdayShort: { weekday: "short" },
  weekdayNarrow: { weekday: "narrow" },
  month: { month: "long", year: "numeric" },
  monthShort: { month: "short" },
};

/** The Gregorian calendar in every locale, because bookings use it. */
const calendar: Intl.DateTimeFormatOptions = { calendar: "gregory", numberingSystem: "latn" };

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Cached because creating a formatter is slow, and a long list needs one for every row. */
function formatter(locale: string | undefined, options: Intl.DateTimeFormatOptions) {
  const key = JSON.stringify([locale, options]);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, ...calendar });
  formatters.set(key, known);
  return known;
}

/** A day in the user's locale. Formatted in UTC, the zone of `atUtcMidnight`, so that it cannot shift. */
export function formatDate(date: PlainDate, style: DateStyle = "medium", locale?: string): string {
  return formatter(locale, { ...styles[style], timeZone: "UTC" }).format(atUtcMidnight(date));
}

let locale: string | undefined;

/** The locale in which dates are written: the browser's, as a language tag. */
export function userLocale(): string {
  locale ??= new Intl.DateTimeFormat().resolvedOptions().locale;
  return locale;
}

const columnLetters = 4;

/** Weekday names that fit in a column. The short names of some locales are too long for one. */
export function weekdayHeadings(week: readonly PlainDate[], locale?: string): string[] {
  const short = week.map((day) => formatDate(day, "weekdayShort", locale));
  if (short.every((name) => name.length <= columnLetters)) return short;
  return week.map((day) => formatDate(day, "weekdayNarrow", locale));
}

/** `06:00:00` as `06:00`. Always on a 24-hour clock, because slots are booked by it. */
export function formatTime(timeSlot: string): string {
  return timeSlot.endsWith(":00") && timeSlot.length === 8 ? timeSlot.slice(0, 5) : timeSlot;
}

/**
 * A timestamp in the facility's time zone and the user's locale. Show it in a `bdi`, because a right-to-left
 * locale would otherwise move the hour next to the day.
 */
export function formatMoment(moment: string | Date, timeZone: string, locale?: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short", timeZone: knownZone(timeZone) };
  return formatter(locale, options).format(new Date(moment));
}

/** The day and the time of a near moment, such as the opening of a slot. Show it in a `bdi`. */
export function formatOpening(moment: string, timeZone: string, locale?: string): string {
  const options: Intl.DateTimeFormatOptions = {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: knownZone(timeZone),
  };
  return formatter(locale, options).format(new Date(moment));
}

/** A time of day with milliseconds, such as the moment at which a request was sent. Show it in a `bdi`. */
export function formatInstant(moment: string, timeZone: string, locale?: string): string {
  const options: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
    timeZone: knownZone(timeZone),
  };
  return formatter(locale, options).format(new Date(moment));
}

/** `America/New_York` as `America/New York`: the zone in which this browser shows the facility's moments. */
export function formatZone(timeZone: string): string {
  return knownZone(timeZone).replaceAll("_", " ");
}

/** UTC in place of a zone that this browser does not know, with which it formats nothing. */
function knownZone(timeZone: string): string {
  try {
    formatter("en", { timeZone });
    return timeZone;
  } catch {
    return "UTC";
  }
}

/** A rate in percent in the user's locale, such as `85.7%`; a dash for null. */
export function percent(rate: number | null): string {
  if (rate === null) return "–";
  const options = { style: "percent", maximumFractionDigits: 1 } as const;
  return (rate / 100).toLocaleString(undefined, options);
}
