import { LocalDate } from "@/components/local-date";
import { weekOf } from "@/lib/dates/month";
import { addDays } from "@/lib/dates/plain-date";
import { formatDate, percent, userLocale, weekdayHeadings } from "@/lib/format";
import { rateOf, totalOf } from "./counts";
import type { Heat } from "./heat";
import type { Span } from "./weeks";

interface SpansProps {
  spans: readonly Span[];
}

/** The main result of the bookings chart. */
export function WeeksSummary({ spans }: SpansProps) {
  const busiest = most(spans, ({ counts }) => totalOf(counts));
  if (!busiest) return "There are no bookings in this period.";
  const total = spans.reduce((sum, { counts }) => sum + totalOf(counts), 0);
  const average = Math.round((total / spans.length) * 10) / 10;
  const unit = (spans[0]?.weeks ?? 1) === 1 ? "week" : `${spans[0]?.weeks ?? 1} weeks`;
  return (
    <>
      <span>{`On average ${average.toLocaleString()} bookings per ${unit}. Busiest: `}</span>
      <SpanPhrase span={busiest} />
      <span>{`, with ${totalOf(busiest.counts).toLocaleString()}.`}</span>
    </>
  );
}

/** The main result of the chart of success rates. */
export function RateSummary({ spans }: SpansProps) {
  const tried = spans.filter(({ counts }) => rateOf(counts) !== null);
  const best = most(tried, ({ counts }) => rateOf(counts) ?? 0);
  const worst = most(tried, ({ counts }) => 100.1 - (rateOf(counts) ?? 0));
  if (!worst) return "No booking was confirmed or failed in this period.";
  return (
    <>
      <Rate name="Lowest" span={worst} />
      {best && <span> </span>}
      {best && <Rate name="Highest" span={best} />}
    </>
  );
}

function Rate({ name, span }: { name: string; span: Span }) {
  return (
    <span>
      <span>{`${name}: ${percent(rateOf(span.counts))}, `}</span>
      <SpanPhrase span={span} />
      <span>.</span>
    </span>
  );
}

/** The main result of the heat map. */
export function HeatSummary({ heat: { busiest } }: { heat: Heat }) {
  if (!busiest) return "There are no bookings in this period.";
  const { weekday, hour, count } = busiest;
  const noun = count === 1 ? "booking" : "bookings";
  return (
    <>
      <span>Busiest: </span>
      <bdi lang={userLocale()}>{weekdayName(weekday)}</bdi>
      <span>{` at ${hourName(hour)}, with ${count.toLocaleString()} ${noun}.`}</span>
    </>
  );
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

/** A span's name inside a sentence: `week of 23 Nov`, or its first and last day. */
export function SpanPhrase({ span: { from, to, weeks } }: { span: Span }) {
  if (weeks > 1) return <SpanDays from={from} to={to} />;
  return (
    <>
      <span>week of </span>
      <LocalDate date={from} style="short" />
    </>
  );
}

export function SpanDays({ from, to }: Pick<Span, "from" | "to">) {
  return (
    <>
      <LocalDate date={from} />
      <span> – </span>
      <LocalDate date={to} />
    </>
  );
}
