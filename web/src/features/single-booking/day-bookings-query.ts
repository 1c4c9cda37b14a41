import { queryOptions, skipToken } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetBookingsResponse } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import { queryRoots } from "@/lib/queries/keys";

/** What the account has on that day, asked for now. */
export function readDay(accountId: number, date: PlainDate, signal?: AbortSignal) {
  return api<GetBookingsResponse>(`/api/accounts/${accountId}/bookings`, {
    query: { date },
    ...(signal && { signal }),
  });
}

/** What the account has on that day. */
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
