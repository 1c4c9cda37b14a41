import { describe, expect, test } from "vitest";
import { isFiltered, searchQuery, noFilters, parseFilters, rangeError } from "./filters";

const parse = (query: string) => parseFilters(new URLSearchParams(query));

describe("filters in the URL", () => {
  test("are parsed", () => {
    const query = "status=failed&location=X1&from=2026-11-01&to=2026-11-30";
    expect(parse(query)).toEqual({
      status: "failed",
      location: "X1",
      from: "2026-11-01",
      to: "2026-11-30",
      search: null,
    });
  });

  test.each(["status=FAILED", "location=x1", "from=2026-02-30", "to=1999-12-31", "from=2101-01-01"])(
    "%s filters nothing",
    (query) => expect(isFiltered(parse(query))).toBe(false),
  );

  test("count as filtered if any of them is set", () => {
    expect(isFiltered(noFilters)).toBe(false);
    expect(isFiltered(parse("to=2026-11-30"))).toBe(true);
  });
});

test("a range that ends before it starts is an error", () => {
  expect(rangeError(parse("from=2026-11-02&to=2026-11-01"))).toMatch(/before/);
  expect(rangeError(parse("from=2026-11-01&to=2026-11-01"))).toBeUndefined();
  expect(rangeError(parse("from=2026-11-02"))).toBeUndefined();
});

test("the filters are arguments of the search", () => {
  expect(searchQuery(parse("from=2026-11-01"))).toEqual({
    status: null,
    location: null,
    dateFrom: "2026-11-01",
    dateTo: null,
    search: null,
  });
});
