import { bookingStatuses, locations, type BookingStatus, type Location } from "@/lib/api/types";
import { firstDay, lastDay } from "@/entities/bookings/booking";
import { parsePlainDate, type PlainDate } from "@/lib/dates/plain-date";

export interface Filters {
  readonly status: BookingStatus | null;
  readonly location: Location | null;
  /** The first and the last day, both included. */
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
}

export type FilterName = keyof Filters;

export const noFilters = { status: null, location: null, from: null, to: null } satisfies Filters;

/** The filters that the URL's query names; what means nothing there filters nothing. */
export function parseFilters(query: { get: (name: string) => string | null }): Filters {
  return {
    status: bookingStatuses.find((status) => status === query.get("status")) ?? null,
    location: locations.find((location) => location === query.get("location")) ?? null,
    from: parseBookableDay(query.get("from")),
    to: parseBookableDay(query.get("to")),
  };
}

/** A day that a booking can have, or nothing. */
export function parseBookableDay(text: string | null): PlainDate | null {
  const day = parsePlainDate(text ?? "");
  return day !== undefined && day >= firstDay && day <= lastDay ? day : null;
}

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== null);
}

/** What is wrong with the two days together. */
export function rangeError({ from, to }: Filters): string | undefined {
  const reversed = from !== null && to !== null && from > to;
  return reversed ? "The last day must not be before the first." : undefined;
}

/** The filters under the names that the server's lists take. */
export function listQuery({ status, location, from, to }: Filters) {
  return { status, location, dateFrom: from, dateTo: to, order: "desc" };
}
