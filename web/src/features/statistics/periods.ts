import { addDays, mondayOf, type PlainDate } from "@/lib/dates/plain-date";

const weeksIn = { "8-weeks": 8, "6-months": 26, year: 52, all: null } as const;

export type PeriodId = keyof typeof weeksIn;

export const periods: readonly { readonly id: PeriodId; readonly name: string }[] = [
  { id: "8-weeks", name: "8 weeks" },
  { id: "6-months", name: "6 months" },
  { id: "year", name: "A year" },
  { id: "all", name: "All" },
];

export function parsePeriod(text: string | null): PeriodId {
  return periods.find(({ id }) => id === text)?.id ?? "8-weeks";
}

/** The days that are counted. Every period has the upcoming bookings. */
export interface Range {
  /** The first day; null for no bound. */
  readonly from: PlainDate | null;
  /** The facility's day, whose week is shown even without bookings. */
  readonly today: PlainDate;
}

/** Whole weeks up to the current one, so that no week is partial. */
export function rangeOf(period: PeriodId, today: PlainDate): Range {
  const weeks = weeksIn[period];
  return { from: weeks === null ? null : addDays(mondayOf(today), -7 * (weeks - 1)), today };
}
