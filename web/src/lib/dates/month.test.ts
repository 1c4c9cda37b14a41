import { expect, test } from "vitest";
import { addMonths, firstOfMonth, isSameMonth, weekOf, weeksOf } from "./month";

test("a month later is the same day, or the last day of a shorter month", () => {
  expect(addMonths("2026-11-23", 1)).toBe("2026-12-23");
  expect(addMonths("2026-12-31", 2)).toBe("2027-02-28");
  expect(addMonths("2028-02-29", -12)).toBe("2027-02-28");
});

test("a month is the days between its first and the next first", () => {
  expect(firstOfMonth("2026-11-23")).toBe("2026-11-01");
  expect(isSameMonth("2026-11-01", "2026-11-30")).toBe(true);
  expect(isSameMonth("2026-11-01", "2027-11-01")).toBe(false);
});

test("a week goes from Monday to Sunday", () => {
  expect(weekOf("2026-11-01")).toEqual([
    "2026-10-26",
    "2026-10-27",
    "2026-10-28",
    "2026-10-29",
    "2026-10-30",
    "2026-10-31",
    "2026-11-01",
  ]);
  expect(weekOf("2026-11-02")[0]).toBe("2026-11-02");
});

test("a month has every week with one of its days", () => {
  const edges = (month: string) => {
    const weeks = weeksOf(month);
    return [weeks[0]?.[0], weeks.at(-1)?.[6], weeks.length];
  };
  expect(edges("2026-11-23")).toEqual(["2026-10-26", "2026-12-06", 6]);
  expect(edges("2027-02-10")).toEqual(["2027-02-01", "2027-02-28", 4]);
  expect(edges("2026-12-01")).toEqual(["2026-11-30", "2027-01-03", 5]);
});
