import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetAccountStatsResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/queries/keys";

export function accountStatsQuery(id: number) {
  return queryOptions({
    queryKey: [queryRoots.accounts, "stats", id],
    queryFn: ({ signal }) => api<GetAccountStatsResponse>(`/api/accounts/${id}/stats`, { signal }),
    select: (answer) => answer.stats,
  });
}
