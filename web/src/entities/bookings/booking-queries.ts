import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useFacilityClock } from "@/entities/facility/facility";
import { api } from "@/lib/api/client";
import type {
  Booking,
  ExplainBookingResponse,
  GetAttemptsResponse,
  GetBookingLogsResponse,
  GetBookingResponse,
} from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";
import { refreshAfter } from "./due";

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

const attemptsPerPage = 20;
const firstPage: string | null = null;

/** A booking's attempts, newest first. */
export function attemptsQuery(id: number) {
  return infiniteQueryOptions({
    queryKey: [queryRoots.bookings, "attempts", id],
    queryFn: ({ pageParam, signal }) =>
      api<GetAttemptsResponse>(`/api/bookings/${id}/attempts`, {
        query: { limit: attemptsPerPage, cursor: pageParam },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
    select: ({ pages }) => pages.flatMap((page) => page.attempts),
  });
}

/** Explains what happens to a booking next. */
export function explanationQuery(id: number) {
  return queryOptions({
    queryKey: [queryRoots.bookings, "explanation", id],
    queryFn: ({ signal }) => api<ExplainBookingResponse>(`/api/bookings/${id}/explanation`, { signal }),
    select: (answer) => answer.explanation,
  });
}

/** Asks for an attempt at once. Its outcome arrives with the refreshed booking. */
export function useAttemptNow(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<GetBookingResponse>(`/api/bookings/${id}/attempt`, { method: "POST", body: {} }),
    onSettled: () => void refreshBookings(client),
  });
}

/**
 * Returns when to refresh bookings of which one is attempted soon. For `refetchInterval`, which is not applied
 * while the page is hidden.
 */
export function useRefreshAfter(): (bookings: readonly Booking[] | undefined) => number | false {
  const ahead = useFacilityClock()?.ahead ?? 0;
  return (bookings = []) => refreshAfter(bookings, Date.now() + ahead);
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
