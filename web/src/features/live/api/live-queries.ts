import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type {
  GetAttemptsResponse,
  GetBookingsResponse,
  GetPlansResponse,
  GetUpcomingBookingsResponse,
} from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import { queryRoots } from "@/lib/query-client";

/** Every account's bookings on a day. */
export function bookingsOfDayQuery(date: PlainDate) {
  return queryOptions({
    queryKey: [queryRoots.bookings, "live-day", date],
    queryFn: ({ signal }) => api<GetBookingsResponse>("/api/bookings", { query: { date }, signal }),
    select: (answer) => answer.bookings,
  });
}

/** The latest attempts of all bookings, newest first. */
export function latestAttemptsQuery() {
  return queryOptions({
    queryKey: [queryRoots.bookings, "latest-attempts"],
    queryFn: ({ signal }) => api<GetAttemptsResponse>("/api/attempts", { query: { limit: 20 }, signal }),
    select: (answer) => answer.attempts,
  });
}

/** The plans that still decide. */
export function openPlansQuery() {
  return queryOptions({
    queryKey: [queryRoots.plans, "list"],
    queryFn: ({ signal }) => api<GetPlansResponse>("/api/plans", { signal }),
    select: ({ plans }) => plans.filter(({ state }) => state === "scheduled" || state === "running"),
  });
}

/** The bookings that may be attempted next. */
export function waitingQuery() {
  return queryOptions({
    queryKey: [queryRoots.bookings, "waiting"],
    queryFn: ({ signal }) =>
      api<GetUpcomingBookingsResponse>("/api/bookings/upcoming", { query: { limit: 200 }, signal }),
    select: (answer) => answer.bookings,
  });
}
