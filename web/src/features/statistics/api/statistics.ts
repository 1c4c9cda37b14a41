import { queryOptions, skipToken } from "@tanstack/react-query";
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
    queryFn: range === undefined ? skipToken : ({ signal }) => readStatistics(accountId, range, signal),
    placeholderData: keepForAccount(accountId),
  });
}

/** With its range, because the charts keep showing these data while another range loads. */
async function readStatistics(accountId: number | null, range: Range, signal: AbortSignal) {
  const query = { accountId, dateFrom: range.from, groupBy: groups.join(",") };
  const { statistics } = await api<GetBookingStatisticsResponse>("/api/bookings/stats", { query, signal });
  return { statistics, range };
}
