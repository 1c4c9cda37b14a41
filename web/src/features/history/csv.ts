import type { AccountName } from "@/entities/accounts/accounts";
import type { Booking } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import type { Filters } from "./filters";

/**
 * The start of a text that a spreadsheet would run as a formula, including full-width signs. A spreadsheet may split
 * a value at another separator than the file's. `bridge export` follows the same rule (bridge/src/cli/export.rs).
 */
const formulaStart = /(?<=^|[,;|\t\r\n])(?=[\s\u{0}]*[=+\-@＝＋－＠])|^(?=[\t\r\n])/gu;

/** The separator that spreadsheets expect in the user's locale: a semicolon where the comma is the decimal sign. */
export function csvSeparator(locale?: string): Separator {
  const decimal = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal");
  return decimal?.value === "," ? ";" : ",";
}

export type Separator = "," | ";";

const headings = [
  "Booking",
  "Account",
  "Date",
  "Time",
  "Location",
  "Sub-location",
  "Status",
  "Reference",
  "Error",
  "Auto-retry",
  "Retry interval (seconds)",
  "Created (UTC)",
  "Last changed (UTC)",
];

export function csvHeader(separator: Separator): string {
  return toLine(headings, separator);
}

/** A booking as one line. Dates and times are in ISO format, which does not depend on the locale. */
export function csvLine(booking: Booking, nameOf: AccountName, separator: Separator): string {
  const values = [
    String(booking.id),
    nameOf(booking.account_id),
    booking.booking_date,
    booking.time_slot,
    booking.location,
    booking.sub_location ?? "",
    booking.status,
    booking.booking_reference ?? "",
    booking.error_message ?? "",
    booking.auto_retry ? "yes" : "no",
    String(booking.retry_interval),
    booking.created_at,
    booking.updated_at,
  ];
  return toLine(values, separator);
}

/** Ends the line with CR LF, as RFC 4180 requires. */
function toLine(values: readonly string[], separator: Separator): string {
  return `${values.map((value) => quote(disarm(value))).join(separator)}\r\n`;
}

/** Makes spreadsheets read the file as UTF-8. */
export const byteOrderMark = "\u{FEFF}";

/** Adds apostrophes, after which spreadsheets read a formula as text. */
function disarm(value: string): string {
  return value.replaceAll(formulaStart, "'");
}

function quote(value: string): string {
  return /[",;\r\n\t']|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A file name with the account and the filters. */
export function csvName(who: string, filters: Filters, today: PlainDate): string {
  const { status, location, from, to } = filters;
  const parts = ["bookings", who, status, location, from && `from ${from}`, to && `to ${to}`];
  const range = from === null && to === null ? `as of ${today}` : null;
  const text = [...parts, range].filter(Boolean).join(" ");
  return `${text.replaceAll(/[^\p{L}\p{N}.]+/gu, "-")}.csv`;
}
