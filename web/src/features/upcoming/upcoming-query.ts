import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetUpcomingBookingsResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";

const limit = 50;
const firstPage: string | null = null;

/** Pending and confirmed bookings whose slot has not begun, soonest first. */
export function upcomingQuery(accountId: number | null) {
  return infiniteQueryOptions({
    queryKey: [queryRoots.bookings, "upcoming", accountId],
    queryFn: ({ pageParam, signal }) =>
      api<GetUpcomingBookingsResponse>("/api/bookings/upcoming", {
        query: { accountId, cursor: pageParam, limit },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
    select: ({ pages }) => pages.flatMap((page) => page.bookings),
  });
}
