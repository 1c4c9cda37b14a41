import { describe, expect, test } from "vitest";
import { minute, second } from "@/lib/durations";
import { outlookOf, refreshAfter } from "./due";

const now = Date.parse("2026-12-01T12:00:00.000Z");
const at = (offset: number) => new Date(now + offset).toISOString();
const pending = (opens: number | null, next: number | null) => ({
  status: "pending" as const,
  opens_at: opens === null ? null : at(opens),
  next_attempt_at: next === null ? null : at(next),
});

describe("the outlook of a pending booking", () => {
  test.each([
    ["opens later, and is attempted then", pending(minute, minute), { kind: "opens", at: at(minute), planned: true }],
    ["opens later, but nothing is planned", pending(minute, null), { kind: "opens", at: at(minute), planned: false }],
    ["a person asked before the opening", pending(minute, 0), { kind: "due" }],
    ["open, and due", pending(-minute, -second), { kind: "due" }],
    ["open, and tried again later", pending(-minute, second), { kind: "again", at: at(second) }],
    ["open, without a plan", pending(-minute, null), { kind: "waits" }],
    ["no facility", pending(null, null), undefined],
  ])("%s", (_, booking, outlook) => {
    expect(outlookOf(booking, now)).toEqual(outlook);
  });

  test("a settled booking has none", () => {
    expect(outlookOf({ ...pending(-minute, null), status: "confirmed" }, now)).toBeUndefined();
  });
});

describe("a list is refreshed", () => {
  test.each([
    ["every two seconds within half a minute of an attempt", [pending(20 * second, 20 * second)], 2 * second],
    ["half a minute before an attempt", [pending(50 * second, 50 * second)], 20 * second],
    ["every minute long before", [pending(60 * minute, 60 * minute)], minute],
    ["by the nearest attempt", [pending(60 * minute, 60 * minute), pending(0, 0)], 2 * second],
    ["every ten seconds when an attempt is long overdue", [pending(-5 * minute, -2 * minute)], 10 * second],
    ["every ten seconds while an attempt may be under way", [pending(-minute, null)], 10 * second],
    ["never when nothing will be attempted", [pending(minute, null), pending(null, null)], false],
    ["never when it is empty", [], false],
  ])("%s", (_, bookings, wait) => {
    expect(refreshAfter(bookings, now)).toBe(wait);
  });
});
