import { addDays, mondayOf, type PlainDate } from "@/lib/dates/plain-date";
import { add, type Counts, noCounts } from "./counts";
import type { Range } from "./periods";

type WeekRow = Counts & { readonly week_start: PlainDate };

export interface Span {
  readonly from: PlainDate;
  /** The last day, inclusive. */
  readonly to: PlainDate;
  readonly weeks: number;
  readonly counts: Counts;
}

/** The largest number of bars that stay readable. */
export const maxSpans = 53;

/**
 * The server's weeks without gaps: weeks without bookings, which it leaves out, become zeros. Long ranges are
 * joined into spans of several weeks, so that there are at most `maxSpans`.
 */
export function toSpans(rows: readonly WeekRow[], range: Range): Span[] {
  const first = range.from ?? rows[0]?.week_start;
  const lastRow = rows.at(-1)?.week_start;
  if (first === undefined) return [];
  const last = lastRow !== undefined && lastRow > range.today ? lastRow : range.today;
  const byWeek = new Map(rows.map((row) => [row.week_start, row]));
  const mondays = mondaysBetween(mondayOf(first), mondayOf(last));
  const weeks = Math.ceil(mondays.length / maxSpans);
  return chunks(mondays, weeks).map((chunk) => spanOf(chunk, byWeek));
}

function mondaysBetween(first: PlainDate, last: PlainDate): PlainDate[] {
  const mondays: PlainDate[] = [];
  for (let monday = first; monday <= last; monday = addDays(monday, 7)) mondays.push(monday);
  return mondays;
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}

function spanOf(mondays: readonly PlainDate[], byWeek: ReadonlyMap<PlainDate, Counts>): Span {
  const from = mondays[0] ?? "";
  const counts = mondays.reduce((sum, monday) => add(sum, byWeek.get(monday) ?? noCounts), noCounts);
  return { from, to: addDays(mondays.at(-1) ?? from, 6), weeks: mondays.length, counts };
}
