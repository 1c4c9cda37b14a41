import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "@/lib/api/client";
import type { Account, GetAccountsResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";

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

/** Tells an account's netid. Archived accounts are in no list and go by their number. */
export type AccountName = (id: number) => string;

export function useAccountNames(): AccountName {
  const { data: accounts } = useQuery(accountsQuery());
  return useMemo(() => namesOf(accounts ?? []), [accounts]);
}

/** The names as they are now: what is kept is not to say a number for want of the list. */
export async function readAccountNames(client: QueryClient): Promise<AccountName> {
  return namesOf(await client.query(accountsQuery()));
}

function namesOf(accounts: readonly Account[]): AccountName {
  const names = new Map(accounts.map(({ id, netid }) => [id, netid]));
  return (id) => names.get(id) ?? `Account ${id}`;
}
