import { expect, test } from "vitest";
import { csvName } from "./csv-name";
import { noFilters } from "./filters";

test("names whose bookings they are and when they were saved", () => {
  expect(csvName("all accounts", noFilters, "2026-11-23")).toBe(
    "bookings-all-accounts-as-of-2026-11-23.csv",
  );
});

test("names the filters", () => {
  const filters = { status: "failed", location: "X1", from: "2026-11-01", to: "2026-11-30" } as const;
  expect(csvName("a.jansen", filters, "2026-11-23")).toBe(
    "bookings-a.jansen-failed-X1-from-2026-11-01-to-2026-11-30.csv",
  );
});

test("leaves out what file systems do not take", () => {
  expect(csvName("a/b\\c:d", noFilters, "2026-11-23")).toBe(
    "bookings-a-b-c-d-as-of-2026-11-23.csv",
  );
});
