import { limits } from "@/lib/api/generated";
import { bookingStatuses, locations, type BookingStatus, type Location } from "@/lib/api/types";
import { firstDay, lastDay } from "@/entities/bookings/booking";
import { parsePlainDate, type PlainDate } from "@/lib/dates/plain-date";

export interface Filters {
  readonly status: BookingStatus | null;
  readonly location: Location | null;
  /** The first and the last day, both inclusive. */
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  /** A part of a reference or NetID. */
  readonly search: string | null;
}

export type FilterName = keyof Filters;

export const noFilters = { status: null, location: null, from: null, to: null, search: null } satisfies Filters;

/** Parses the filters in the URL. An invalid value counts as no filter. */
export function parseFilters(query: { get: (name: string) => string | null }): Filters {
  return {
    status: bookingStatuses.find((status) => status === query.get("status")) ?? null,
    location: locations.find((location) => location === query.get("location")) ?? null,
    from: parseBookableDay(query.get("from")),
    to: parseBookableDay(query.get("to")),
    search: parseSearch(query.get("search")),
  };
}

/** Parses a day that a booking can have; null for anything else. */
export function parseBookableDay(text: string | null): PlainDate | null {
  const day = parsePlainDate(text ?? "");
  return day !== undefined && day >= firstDay && day <= lastDay ? day : null;
}

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== null);
}

/** The error of a range that ends before it starts. */
export function rangeError({ from, to }: Filters): string | undefined {
  const reversed = from !== null && to !== null && from > to;
  return reversed ? "The last day must not be before the first." : undefined;
}

function parseSearch(text: string | null): string | null {
  const search = text?.trim().slice(0, limits.FindBookingsRequest.search.maxLength) ?? "";
  return search === "" ? null : search;
}

/** The order of the list: what changed last, or the latest slot, first. */
export type Order = "changed" | "latest";

export function parseOrder(text: string | null): Order {
  return text === "latest" ? "latest" : "changed";
}

/** The filters as query parameters of the search. */
export function searchQuery({ status, location, from, to, search }: Filters) {
  return { status, location, dateFrom: from, dateTo: to, search };
}
