import { queryOptions, skipToken } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetBookingStatisticsResponse, GroupBy } from "@/lib/api/types";
import { activeStatuses } from "@/lib/bookings/active";
import type { PlainDate } from "@/lib/dates/plain-date";
import { queryRoots } from "@/lib/queries/keys";

const groupBy: GroupBy = "day";

/** From this day on: each day on which the account holds slots, with how many. */
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
