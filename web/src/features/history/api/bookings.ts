import { queryOptions } from "@tanstack/react-query";
import { keepForAccount, nextCursor } from "@/entities/bookings/booking-queries";
import { api } from "@/lib/api/client";
import { limits } from "@/lib/api/generated";
import type { Booking, GetBookingsResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";
import { type Filters, listQuery, rangeError } from "../filters";

/** The route that lists an account's bookings, or everyone's. */
export function listPath(accountId: number | null): `/api/${string}` {
  return accountId === null ? "/api/bookings" : `/api/accounts/${accountId}/bookings`;
}

export const pageSize = 50;

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

/** The most that the server answers at once. */
const limit = limits.GetBookingsRequest.limit.maximum;

/** Every booking that matches, page by page: a list of any length never waits in one answer. */
export async function* matchingBookings(
  accountId: number | null,
  filters: Filters,
): AsyncGenerator<readonly Booking[]> {
  let cursor: string | null = null;
  do {
    const answer: GetBookingsResponse = await api<GetBookingsResponse>(listPath(accountId), {
      query: { ...listQuery(filters), cursor, limit },
    });
    yield answer.bookings;
    cursor = nextCursor(answer);
  } while (cursor !== null);
}
