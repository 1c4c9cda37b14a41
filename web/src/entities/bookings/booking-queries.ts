import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetBookingLogsResponse, GetBookingResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";

export function bookingQuery(id: number) {
  return queryOptions({
    queryKey: [queryRoots.bookings, "one", id],
    queryFn: ({ signal }) => api<GetBookingResponse>(`/api/bookings/${id}`, { signal }),
    select: (answer) => answer.booking,
  });
}

/** A booking's audit trail, oldest entry first. */
export function bookingLogsQuery(id: number) {
  return queryOptions({
    queryKey: [queryRoots.bookings, "logs", id],
    queryFn: ({ signal }) => api<GetBookingLogsResponse>(`/api/bookings/${id}/logs`, { signal }),
    select: (answer) => answer.logs,
  });
}

interface PreviousQuery {
  readonly queryKey: readonly unknown[];
}

/**
 * Placeholder data for lists: the previous result, so that nothing jumps, unless it belongs to another
 * account and would appear under the wrong name. The account is the third member of a list's key.
 */
export function keepForAccount(accountId: number | null) {
  return <Data>(previous: Data | undefined, query: PreviousQuery | undefined) =>
    query?.queryKey[2] === accountId ? previous : undefined;
}

/** Refetches every list, count and log of bookings after one was created or changed. */
export async function refreshBookings(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: [queryRoots.bookings] }),
    // Accounts carry statistics of their bookings.
    client.invalidateQueries({ queryKey: [queryRoots.accounts] }),
  ]);
}
