import { queryOptions } from "@tanstack/react-query";
import { keepForAccount } from "@/entities/bookings/booking-queries";
import { api } from "@/lib/api/client";
import { limits } from "@/lib/api/generated";
import type { Booking, FindBookingsResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";
import { type Filters, type Order, rangeError, searchQuery } from "../filters";

/** Bookings per page of the table. */
export const pageSize = 50;

const maxLimit = limits.FindBookingsRequest.limit.maximum;

interface Page {
  readonly accountId: number | null;
  readonly filters: Filters;
  readonly order: Order;
  readonly cursor: string | null;
}

export function bookingsPageQuery({ accountId, filters, order, cursor }: Page) {
  return queryOptions({
    queryKey: [queryRoots.bookings, "history", accountId, { filters, order, cursor }],
    queryFn: ({ signal }) =>
      api<FindBookingsResponse>("/api/bookings/search", {
        query: { ...searchQuery(filters), accountId, order, cursor, limit: pageSize },
        signal,
      }),
    enabled: rangeError(filters) === undefined,
    placeholderData: keepForAccount(accountId),
  });
}

/** Every matching booking, latest first, page by page, so that no response grows with the list. */
export async function* matchingBookings(
  accountId: number | null,
  filters: Filters,
): AsyncGenerator<readonly Booking[]> {
  let cursor: string | null = null;
  do {
    const answer: FindBookingsResponse = await api<FindBookingsResponse>("/api/bookings/search", {
      query: { ...searchQuery(filters), accountId, order: "latest", cursor, limit: maxLimit },
    });
    yield answer.bookings;
    cursor = answer.next_cursor;
  } while (cursor !== null);
}
