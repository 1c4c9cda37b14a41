import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { formatDate, percent } from "@/lib/format";
import { noCounts } from "./counts";
import { toHeat } from "./heat";
import { HeatSummary, RateSummary, WeeksSummary } from "./summaries";
import { type Span, toSpans } from "./weeks";

const everything = { from: null, today: "2026-11-23" };

const textOf = (element: ReactElement) => renderToStaticMarkup(element).replaceAll(/<[^>]+>/g, "");
const weeksSummary = (spans: readonly Span[]) => textOf(<WeeksSummary spans={spans} />);
const rateSummary = (spans: readonly Span[]) => textOf(<RateSummary spans={spans} />);

const row = (week_start: string, confirmed: number, failed = 0) => ({
  ...noCounts,
  week_start,
  confirmed,
  failed,
});

/** Both ends as the locale of this machine writes them. */
const daysOf = ({ from, to }: Span) => `${formatDate(from)} – ${formatDate(to)}`;

test("a week in a sentence starts in lower case", () => {
  const spans = toSpans([row("2026-11-16", 3, 1), row("2026-11-23", 1)], everything);
  const [first, second] = [formatDate("2026-11-16", "short"), formatDate("2026-11-23", "short")];
  expect(weeksSummary(spans)).toBe(
    `On average ${(2.5).toLocaleString()} bookings per week. Busiest: week of ${first}, with 4.`,
  );
  expect(rateSummary(spans)).toBe(`Lowest: ${percent(75)}, week of ${first}. Highest: ${percent(100)}, week of ${second}.`);
});

test("a span of several weeks keeps the capitals of its days", () => {
  const spans = toSpans([row("2023-01-02", 3, 1), row("2026-11-23", 1)], everything);
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) throw new Error("There are spans from the first week to the last.");
  expect(first.weeks).toBeGreaterThan(1);
  expect(weeksSummary(spans)).toContain(`Busiest: ${daysOf(first)}, with 4.`);
  expect(rateSummary(spans)).toContain(`Lowest: ${percent(75)}, ${daysOf(first)}.`);
});

test("without bookings the summaries have a sentence of their own", () => {
  expect(weeksSummary([])).toBe("There are no bookings in this period.");
  expect(rateSummary([])).toContain("No booking");
  expect(textOf(<HeatSummary heat={toHeat([])} />)).toBe("There are no bookings in this period.");
});
