import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetAccountsResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";

/** Every account by NetID, including those that are switched off. */
export function accountsQuery() {
  return queryOptions({
    queryKey: [queryRoots.accounts, "list"],
    queryFn: ({ signal }) => api<GetAccountsResponse>("/api/accounts", { query: { withDeleted: true }, signal }),
    select: (answer) => answer.accounts,
  });
}

/** Refetches the accounts after one was added, changed or deleted. Bookings are not affected. */
export async function refreshAccountList(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: accountsQuery().queryKey });
}

/** Returns the NetID of an account, marked if it is deleted, or `Account 7` until the names are loaded. */
export type AccountName = (id: number) => string;

/** The accounts with those that were deleted, whose bookings stay in the lists. */
function accountNamesQuery() {
  return queryOptions({ ...accountsQuery(), select: namesOf });
}

export function useAccountNames(): AccountName {
  const { data: nameOf } = useQuery(accountNamesQuery());
  return nameOf ?? unnamed;
}

/** Loads the names first: a file must not contain an id because the list was still loading. */
export async function readAccountNames(client: QueryClient): Promise<AccountName> {
  return client.query(accountNamesQuery());
}

function namesOf({ accounts, deleted }: GetAccountsResponse): AccountName {
  const names = new Map(accounts.map(({ id, netid }) => [id, netid]));
  for (const { id, netid } of deleted ?? []) names.set(id, `${netid} (deleted)`);
  return (id) => names.get(id) ?? unnamed(id);
}

function unnamed(id: number): string {
  return `Account ${id}`;
}
