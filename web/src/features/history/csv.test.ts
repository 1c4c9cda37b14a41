import { describe, expect, test } from "vitest";
import type { Booking } from "@/lib/api/types";
import { csvHeader, csvLine, csvName, csvSeparator } from "./csv";
import { noFilters } from "./filters";

const booking: Booking = {
  id: 7,
  account_id: 3,
  booking_date: "2026-11-24",
  time_slot: "18:00:00",
  location: "X1",
  sub_location: "B",
  status: "confirmed",
  booking_reference: "SPT-1",
  error_message: null,
  retry_interval: 60,
  auto_retry: false,
  starts_at: "2026-11-24T17:00:00.000Z",
  opens_at: null,
  next_attempt_at: null,
  attempts: 0,
  plan_id: null,
  waitlisted: false,
  created_at: "2026-11-22T09:30:00.000Z",
  updated_at: "2026-11-22T09:31:00.000Z",
};
const nameOf = () => "a.jansen";
const withError = (error_message: string) => csvLine({ ...booking, error_message }, nameOf, ",");

test("a booking is one line with a value for every heading", () => {
  expect(csvLine(booking, nameOf, ",")).toBe(
    "7,a.jansen,2026-11-24,18:00:00,X1,B,confirmed,SPT-1,,no,60,2026-11-22T09:30:00.000Z,2026-11-22T09:31:00.000Z\r\n",
  );
  expect(csvHeader(",").split(",")).toHaveLength(csvLine(booking, nameOf, ",").split(",").length);
});

test.each([
  ["en-GB", ","],
  ["de-CH", ","],
  ["nl-NL", ";"],
  ["fr-FR", ";"],
] as const)("a spreadsheet in %s expects %j between values", (locale, separator) => {
  expect(csvSeparator(locale)).toBe(separator);
  expect(csvHeader(separator).startsWith(`Booking${separator}Account${separator}`)).toBe(true);
});

test("quotes, separators and line breaks are quoted", () => {
  expect(withError('It said "full", twice;\nthen nothing')).toContain(
    ',"It said ""full"", twice;\nthen nothing",',
  );
});

describe("formulas", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1", '=HYPERLINK("x")'])(
    "%j is disarmed",
    (text) => expect(withError(text)).toContain(`,"'${text.replaceAll('"', '""')}",`),
  );

  test.each([
    ["full;=1+1", "full;'=1+1"],
    ["full, -1", "full,' -1"],
    ["full\t+1\n=2", "full\t'+1\n'=2"],
    ["\t=1", "'\t'=1"],
    ["\r=1", "'\r'=1"],
    ["\tfull", "'\tfull"],
  ])("%j is disarmed after a separator", (text, safe) => {
    expect(withError(text)).toContain(`,"${safe}",`);
  });

  test("in a NetID become text", () => {
    expect(csvLine(booking, () => "=cmd", ",")).toContain(`,"'=cmd",`);
  });

  test("other text is unchanged", () => {
    expect(withError("Slot taken = no luck")).toContain(",Slot taken = no luck,");
  });
});

test("a file name has the account and the day", () => {
  expect(csvName("all accounts", noFilters, "2026-11-23")).toBe(
    "bookings-all-accounts-as-of-2026-11-23.csv",
  );
});

test("a file name has the filters", () => {
  const filters = { ...noFilters, status: "failed", location: "X1", from: "2026-11-01", to: "2026-11-30" } as const;
  expect(csvName("a.jansen", filters, "2026-11-23")).toBe(
    "bookings-a.jansen-failed-X1-from-2026-11-01-to-2026-11-30.csv",
  );
});

test("a file name has no characters that file systems refuse", () => {
  expect(csvName("a/b\\c:d", noFilters, "2026-11-23")).toBe(
    "bookings-a-b-c-d-as-of-2026-11-23.csv",
  );
});
