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

/** The first and the last day, both inclusive; null for no bound. */
export interface Range {
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
}

/** Whole weeks up to the end of the current one, so that no week is partial. */
export function rangeOf(period: PeriodId, today: PlainDate): Range {
  const weeks = weeksIn[period];
  if (weeks === null) return { from: null, to: null };
  const thisMonday = mondayOf(today);
  return { from: addDays(thisMonday, -7 * (weeks - 1)), to: addDays(thisMonday, 6) };
}
