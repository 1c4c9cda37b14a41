import { atUtcMidnight, type PlainDate } from "@/lib/dates/plain-date";

type DateStyle = "short" | "medium" | "long" | "weekday" | "weekdayShort" | "weekdayNarrow" | "month";

const styles: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  short: { day: "numeric", month: "short" },
  medium: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  weekday: { weekday: "long" },
  weekdayShort: { weekday: "short" },
  weekdayNarrow: { weekday: "narrow" },
  month: { month: "long", year: "numeric" },
};

/** Bookings are made by the Gregorian calendar, and days stand in its grid, whatever the locale's own is. */
const calendar: Intl.DateTimeFormatOptions = { calendar: "gregory", numberingSystem: "latn" };

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter is slow and a long list needs the same one for every row. */
function formatter(locale: string | undefined, options: Intl.DateTimeFormatOptions) {
  const key = JSON.stringify([locale, options]);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, ...calendar });
  formatters.set(key, known);
  return known;
}

/** A day as the user's locale writes it. The zone of day and formatter is the same, so none shifts. */
export function formatDate(date: PlainDate, style: DateStyle = "medium", locale?: string): string {
  return formatter(locale, { ...styles[style], timeZone: "UTC" }).format(atUtcMidnight(date));
}

const columnLetters = 4;

/** Names that fit in a column each; some locales' short ones are as long as the whole. */
export function weekdayHeadings(week: readonly PlainDate[], locale?: string): string[] {
  const short = week.map((day) => formatDate(day, "weekdayShort", locale));
  if (short.every((name) => name.length <= columnLetters)) return short;
  return week.map((day) => formatDate(day, "weekdayNarrow", locale));
}

/** `06:00:00` as `06:00`: slots keep the facility's 24-hour clock, under which they are booked. */
export function formatTime(timeSlot: string): string {
  return timeSlot.endsWith(":00") && timeSlot.length === 8 ? timeSlot.slice(0, 5) : timeSlot;
}

/**
 * A moment on the facility's clock, as the user's locale writes it. Shown in a `bdi`: where that is from
 * right to left, its hour would otherwise stand beside its day.
 */
export function formatMoment(moment: string | Date, timeZone: string, locale?: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short", timeZone };
  return formatter(locale, options).format(new Date(moment));
}

/** A rate as the user's locale writes it, such as `85.7%`. */
export function percent(rate: number | null): string {
  if (rate === null) return "–";
  const options = { style: "percent", maximumFractionDigits: 1 } as const;
  return (rate / 100).toLocaleString(undefined, options);
}
