import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetUpcomingBookingsResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";
import { nextCursor } from "@/entities/bookings/booking-queries";

const limit = 50;
const firstPage: string | null = null;

/** Pending and confirmed bookings whose slot is still to come, soonest first. */
export function upcomingQuery(accountId: number | null) {
  return infiniteQueryOptions({
    queryKey: [queryRoots.bookings, "upcoming", accountId],
    queryFn: ({ pageParam, signal }) =>
      api<GetUpcomingBookingsResponse>("/api/bookings/upcoming", {
        query: { accountId, cursor: pageParam, limit },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
    select: ({ pages }) => pages.flatMap((page) => page.bookings),
  });
}
