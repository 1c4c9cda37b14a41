import { expect, test } from "vitest";
import { addMonths, weekOf } from "./month";

test("a month later is the same day, or the last day of a shorter month", () => {
  expect(addMonths("2026-11-23", 1)).toBe("2026-12-23");
  expect(addMonths("2026-12-31", 2)).toBe("2027-02-28");
  expect(addMonths("2028-02-29", -12)).toBe("2027-02-28");
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
