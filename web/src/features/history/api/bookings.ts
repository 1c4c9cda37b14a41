import { queryOptions } from "@tanstack/react-query";
import { keepForAccount } from "@/entities/bookings/booking-queries";
import { api } from "@/lib/api/client";
import { limits } from "@/lib/api/generated";
import type { Booking, GetBookingsResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";
import { type Filters, listQuery, rangeError } from "../filters";

/** Bookings per page of the table. */
export const pageSize = 50;

const maxLimit = limits.GetBookingsRequest.limit.maximum;

interface Page {
  readonly accountId: number | null;
  readonly filters: Filters;
  readonly cursor: string | null;
}

export function bookingsPageQuery({ accountId, filters, cursor }: Page) {
  return queryOptions({
    queryKey: [queryRoots.bookings, "history", accountId, { filters, cursor }],
    queryFn: ({ signal }) =>
      api<GetBookingsResponse>(listPath(accountId), {
        query: { ...listQuery(filters), cursor, limit: pageSize },
        signal,
      }),
    enabled: rangeError(filters) === undefined,
    placeholderData: keepForAccount(accountId),
  });
}

/** Every matching booking, page by page, so that no response grows with the list. */
export async function* matchingBookings(
  accountId: number | null,
  filters: Filters,
): AsyncGenerator<readonly Booking[]> {
  let cursor: string | null = null;
  do {
    const answer: GetBookingsResponse = await api<GetBookingsResponse>(listPath(accountId), {
      query: { ...listQuery(filters), cursor, limit: maxLimit },
    });
    yield answer.bookings;
    cursor = answer.next_cursor;
  } while (cursor !== null);
}

function listPath(accountId: number | null): `/api/${string}` {
  return accountId === null ? "/api/bookings" : `/api/accounts/${accountId}/bookings`;
}
