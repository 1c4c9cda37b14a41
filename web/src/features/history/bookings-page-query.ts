import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetBookingsResponse } from "@/lib/api/types";
import { keepForAccount } from "@/lib/queries/keep-for-account";
import { queryRoots } from "@/lib/queries/keys";
import { type Filters, listQuery, rangeError } from "./filters";
import { listPath } from "./list-path";

export const pageSize = 50;

interface Page {
  readonly accountId: number | null;
  readonly filters: Filters;
  readonly cursor: string | null;
}

export function bookingsPageQuery({ accountId, filters, cursor }: Page) {
  return queryOptions({
    queryKey: [queryRoots.bookings, "history", accountId, { filters, cursor }],
    queryFn: ({ signal }) =>
      api<GetBookingsResponse>(listPath(accountId), {
        query: { ...listQuery(filters), cursor, limit: pageSize },
        signal,
      }),
    enabled: rangeError(filters) === undefined,
    placeholderData: keepForAccount(accountId),
  });
}
