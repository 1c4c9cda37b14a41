import type { AccountName } from "@/entities/accounts/accounts";
import type { Booking } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import type { Filters } from "./filters";

/** Text that a spreadsheet would run as a formula, including full-width signs. */
const formulaStart = /^[\s\u{0}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

export const csvHeader = toLine([
  "Booking",
  "Account",
  "Date",
  "Time",
  "Location",
  "Sub-location",
  "Status",
  "Reference",
  "Error",
  "Automatic retry",
  "Retry interval (seconds)",
  "Created (UTC)",
  "Last changed (UTC)",
]);

/** A booking as one line. Dates and times are in ISO format, which does not depend on the locale. */
export function csvLine(booking: Booking, nameOf: AccountName): string {
  return toLine([
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
  ]);
}

/** Ends the line with CR LF, as RFC 4180 requires. */
function toLine(values: readonly string[]): string {
  return `${values.map((value) => quote(disarm(value))).join(",")}\r\n`;
}

/** Makes spreadsheets read the file as UTF-8. */
export const byteOrderMark = "\u{FEFF}";

/** Adds an apostrophe, after which spreadsheets read a formula as text. */
function disarm(value: string): string {
  return formulaStart.test(value) ? `'${value}` : value;
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
