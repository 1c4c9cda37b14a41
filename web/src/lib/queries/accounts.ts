import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetAccountsResponse } from "@/lib/api/types";
import { queryRoots } from "./keys";

/** Every account, by netid; switched-off ones included. */
export function accountsQuery() {
  return queryOptions({
    queryKey: [queryRoots.accounts, "list"],
    queryFn: ({ signal }) => api<GetAccountsResponse>("/api/accounts", { signal }),
    select: (answer) => answer.accounts,
  });
}

/** After an account was added, changed or deleted: what it has booked is what it was. */
export async function refreshAccountList(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: accountsQuery().queryKey });
}
