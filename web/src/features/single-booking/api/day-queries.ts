import { queryOptions, skipToken } from "@tanstack/react-query";
import { activeStatuses } from "@/entities/bookings/booking";
import { api } from "@/lib/api/client";
import type { GetBookingsResponse, GetBookingStatisticsResponse, GroupBy } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import { queryRoots } from "@/lib/query-client";

/** Fetches the account's bookings on a day, past the cache. */
export function readDay(accountId: number, date: PlainDate, signal?: AbortSignal) {
  return api<GetBookingsResponse>(`/api/accounts/${accountId}/bookings`, {
    query: { date },
    ...(signal && { signal }),
  });
}

/** The account's bookings on a day. */
export function dayBookingsQuery(accountId: number | undefined, date: PlainDate | undefined) {
  const known = accountId !== undefined && date !== undefined;
  return queryOptions({
    queryKey: [queryRoots.bookings, "day", accountId, date],
    queryFn: known
      ? ({ signal }) => readDay(accountId, date, signal)
      : skipToken,
    select: (answer) => answer.bookings,
  });
}

const groupBy: GroupBy = "day";

/** The days from `dateFrom` on with active bookings of the account, and how many each has. */
export function heldDaysQuery(accountId: number | undefined, dateFrom: PlainDate | undefined) {
  const known = accountId !== undefined && dateFrom !== undefined;
  return queryOptions({
    queryKey: [queryRoots.bookings, "held-days", accountId, dateFrom],
    queryFn: known
      ? ({ signal }) => {
          const query = { accountId, dateFrom, groupBy };
          return api<GetBookingStatisticsResponse>("/api/bookings/stats", { query, signal });
        }
      : skipToken,
    select: heldDaysOf,
  });
}

function heldDaysOf({ statistics }: GetBookingStatisticsResponse): ReadonlyMap<PlainDate, number> {
  const days = (statistics.by_day ?? [])
    .map((day) => [day.date, sum(activeStatuses.map((status) => day[status]))] as const)
    .filter(([, held]) => held > 0);
  return new Map(days);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
