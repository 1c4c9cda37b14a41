import type { AccountName } from "@/entities/accounts/accounts";
import type { Booking } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import type { Filters } from "./filters";

/** Text that a spreadsheet would run as a formula, in its half-width or full-width form. */
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
  "Retries by itself",
  "Retry interval (seconds)",
  "Created (UTC)",
  "Last changed (UTC)",
]);

/** A booking as one line. Dates and times stay in ISO form, which sorts and reads the same anywhere. */
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

/** Lines end in CR LF, as RFC 4180 has it. */
function toLine(values: readonly string[]): string {
  return `${values.map((value) => quote(disarm(value))).join(",")}\r\n`;
}

/** Without this mark spreadsheets read UTF-8 as some older encoding. */
export const byteOrderMark = "\u{FEFF}";

/** An apostrophe in front makes spreadsheets take the rest as text. */
function disarm(value: string): string {
  return formulaStart.test(value) ? `'${value}` : value;
}

function quote(value: string): string {
  return /[",;\r\n\t']|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A file name that says what is inside: whose bookings, and which. */
export function csvName(who: string, filters: Filters, today: PlainDate): string {
  const { status, location, from, to } = filters;
  const parts = ["bookings", who, status, location, from && `from ${from}`, to && `to ${to}`];
  const range = from === null && to === null ? `as of ${today}` : null;
  const text = [...parts, range].filter(Boolean).join(" ");
  return `${text.replaceAll(/[^\p{L}\p{N}.]+/gu, "-")}.csv`;
}
