import { expect, test } from "vitest";
import { noCounts, rateOf } from "./counts";
import { parsePeriod, rangeOf } from "./periods";
import { maxSpans, toSpans } from "./weeks";

const row = (week_start: string, confirmed: number, failed = 0) => ({
  ...noCounts,
  week_start,
  confirmed,
  failed,
});
const everything = { from: null, today: "2026-10-30" };

test("a period starts with a whole week and has no end, because upcoming bookings belong to it", () => {
  expect(rangeOf("8-weeks", "2026-11-23")).toEqual({ from: "2026-10-05", today: "2026-11-23" });
  expect(rangeOf("8-weeks", "2026-11-29")).toEqual({ from: "2026-10-05", today: "2026-11-29" });
  expect(rangeOf("all", "2026-10-30")).toEqual(everything);
  const spans = toSpans([row("2026-12-07", 1)], rangeOf("8-weeks", "2026-11-23"));
  expect([spans.at(-1)?.from, spans.at(-1)?.counts.confirmed]).toEqual(["2026-12-07", 1]);
});

test("an unknown period counts as the first", () => {
  expect(parsePeriod("decade")).toBe("8-weeks");
  expect(parsePeriod("year")).toBe("year");
});

test("weeks without bookings are zero", () => {
  const spans = toSpans([row("2026-10-12", 4)], rangeOf("8-weeks", "2026-11-23"));
  expect(spans.map(({ from, counts }) => [from, counts.confirmed])).toEqual([
    ["2026-10-05", 0],
    ["2026-10-12", 4],
    ["2026-10-19", 0],
    ["2026-10-26", 0],
    ["2026-11-02", 0],
    ["2026-11-09", 0],
    ["2026-11-16", 0],
    ["2026-11-23", 0],
  ]);
});

test("all time is the first to the last week with bookings", () => {
  const spans = toSpans([row("2026-10-12", 4), row("2026-11-02", 1)], everything);
  expect(spans.map(({ from }) => from)).toEqual([
    "2026-10-12",
    "2026-10-19",
    "2026-10-26",
    "2026-11-02",
  ]);
});

test("many years become few spans with the same bookings", () => {
  const spans = toSpans([row("2010-01-04", 3), row("2026-11-23", 2)], everything);
  expect(spans.length).toBeLessThanOrEqual(maxSpans);
  expect(spans.reduce((sum, { counts }) => sum + counts.confirmed, 0)).toBe(5);
  expect(spans[0]?.from).toBe("2010-01-04");
  expect(spans.at(-1)?.to).toBe("2026-11-29");
});

test("without bookings there are no spans", () => {
  expect(toSpans([], everything)).toEqual([]);
});

test("the success rate is null without confirmed or failed bookings", () => {
  expect(rateOf(noCounts)).toBeNull();
  expect(rateOf({ ...noCounts, pending: 3, cancelled: 1 })).toBeNull();
  expect(rateOf(row("2026-11-23", 2, 1))).toBe(66.7);
});
