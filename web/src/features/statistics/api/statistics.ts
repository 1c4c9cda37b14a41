import { queryOptions } from "@tanstack/react-query";
import { keepForAccount } from "@/entities/bookings/booking-queries";
import { api } from "@/lib/api/client";
import type { GetBookingStatisticsResponse, GroupBy } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";
import type { Range } from "../periods";

const groups: readonly GroupBy[] = ["week", "weekday_hour"];

interface StatisticsRequest {
  readonly accountId: number | null;
  /** Undefined until the facility's day is known. */
  readonly range: Range | undefined;
}

export function statisticsQuery({ accountId, range }: StatisticsRequest) {
  return queryOptions({
    queryKey: [queryRoots.bookings, "statistics", accountId, { range }],
    queryFn: async ({ signal }) => {
      const query = {
        accountId,
        dateFrom: range?.from,
        dateTo: range?.to,
        groupBy: groups.join(","),
      };
      const answer = await api<GetBookingStatisticsResponse>("/api/bookings/stats", { query, signal });
      // With its range, because the charts keep showing these data while another range loads.
      return { statistics: answer.statistics, range: range ?? { from: null, to: null } };
    },
    enabled: range !== undefined,
    placeholderData: keepForAccount(accountId),
  });
}
