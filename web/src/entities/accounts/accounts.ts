import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "@/lib/api/client";
import type { Account, GetAccountsResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";

/** Every account by NetID, including those that are switched off. */
export function accountsQuery() {
  return queryOptions({
    queryKey: [queryRoots.accounts, "list"],
    queryFn: ({ signal }) => api<GetAccountsResponse>("/api/accounts", { signal }),
    select: (answer) => answer.accounts,
  });
}

/** Refetches the accounts after one was added, changed or deleted. Bookings are not affected. */
export async function refreshAccountList(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: accountsQuery().queryKey });
}

/** Returns the NetID of an account, or `Account 7` for one that is archived and in no list. */
export type AccountName = (id: number) => string;

export function useAccountNames(): AccountName {
  const { data: accounts } = useQuery(accountsQuery());
  return useMemo(() => namesOf(accounts ?? []), [accounts]);
}

/** Loads the names first: a file must not contain an id because the list was still loading. */
export async function readAccountNames(client: QueryClient): Promise<AccountName> {
  return namesOf(await client.query(accountsQuery()));
}

function namesOf(accounts: readonly Account[]): AccountName {
  const names = new Map(accounts.map(({ id, netid }) => [id, netid]));
  return (id) => names.get(id) ?? `Account ${id}`;
}
