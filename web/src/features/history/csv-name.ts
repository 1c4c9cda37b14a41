import type { PlainDate } from "@/lib/dates/plain-date";
import type { Filters } from "./filters";

/** A file name that says what is inside: whose bookings, and which. */
export function csvName(who: string, filters: Filters, today: PlainDate): string {
  const { status, location, from, to } = filters;
  const parts = ["bookings", who, status, location, from && `from ${from}`, to && `to ${to}`];
  const range = from === null && to === null ? `as of ${today}` : null;
  const text = [...parts, range].filter(Boolean).join(" ");
  return `${text.replaceAll(/[^\p{L}\p{N}.]+/gu, "-")}.csv`;
}
