import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetAccountsResponse } from "@/lib/api/types";
import { queryRoots } from "./keys";

/** Every account, by id order of the bridge; switched-off ones included. */
export function accountsQuery() {
  return queryOptions({
    queryKey: [queryRoots.accounts, "list"],
    queryFn: ({ signal }) => api<GetAccountsResponse>("/api/accounts", { signal }),
    select: (answer) => answer.accounts,
  });
}
