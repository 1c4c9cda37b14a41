import { weekOf } from "@/lib/dates/month";
import { addDays } from "@/lib/dates/plain-date";
import { formatDate, percent, weekdayHeadings } from "@/lib/format";
import { rateOf, totalOf } from "./counts";
import type { Heat } from "./heat";
import type { Span } from "./weeks";

/** The main result of the bookings chart. */
export function weeksSummary(spans: readonly Span[]): string {
  const busiest = most(spans, ({ counts }) => totalOf(counts));
  if (!busiest) return "There are no bookings in this period.";
  const total = spans.reduce((sum, { counts }) => sum + totalOf(counts), 0);
  const average = Math.round((total / spans.length) * 10) / 10;
  const unit = (spans[0]?.weeks ?? 1) === 1 ? "week" : `${spans[0]?.weeks ?? 1} weeks`;
  const peak = `Busiest: ${spanPhrase(busiest)}, with ${totalOf(busiest.counts)}.`;
  return `On average ${average.toLocaleString()} bookings per ${unit}. ${peak}`;
}

export function rateSummary(spans: readonly Span[]): string {
  const tried = spans.filter(({ counts }) => rateOf(counts) !== null);
  const best = most(tried, ({ counts }) => rateOf(counts) ?? 0);
  const worst = most(tried, ({ counts }) => 100.1 - (rateOf(counts) ?? 0));
  if (!worst) return "No booking was confirmed or failed in this period.";
  const lowest = `Lowest: ${percent(rateOf(worst.counts))}, ${spanPhrase(worst)}.`;
  if (!best) return lowest;
  return `${lowest} Highest: ${percent(rateOf(best.counts))}, ${spanPhrase(best)}.`;
}

export function heatSummary({ busiest }: Heat): string {
  if (!busiest) return "There are no bookings in this period.";
  const { weekday, hour, count } = busiest;
  const noun = count === 1 ? "booking" : "bookings";
  return `Busiest: ${weekdayName(weekday)} at ${hourName(hour)}, with ${count.toLocaleString()} ${noun}.`;
}

/** Any Monday. */
const monday = "2024-01-01";

export function weekdayName(weekday: number): string {
  return formatDate(addDays(monday, weekday - 1), "weekday");
}

/** A short weekday name for a column heading. */
export function weekdayHeading(weekday: number): string {
  return weekdayHeadings(weekOf(monday))[weekday - 1] ?? weekdayName(weekday);
}

export function hourName(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

function most(spans: readonly Span[], measure: (span: Span) => number): Span | undefined {
  let found: Span | undefined;
  for (const span of spans) {
    if (measure(span) > (found ? measure(found) : 0)) found = span;
  }
  return found;
}

/** A span's name, such as `Week of 23 Nov` or `Mon, 5 Jan 2026 – Sun, 1 Feb 2026`. */
export function spanName(span: Span): string {
  return span.weeks === 1 ? `Week of ${formatDate(span.from, "short")}` : daysOf(span);
}

/** A span's name inside a sentence. */
export function spanPhrase(span: Span): string {
  return span.weeks === 1 ? `week of ${formatDate(span.from, "short")}` : daysOf(span);
}

function daysOf({ from, to }: Span): string {
  return `${formatDate(from, "medium")} – ${formatDate(to, "medium")}`;
}
