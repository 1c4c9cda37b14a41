import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Account } from "@/lib/api/types";
import { accountsQuery } from "./accounts";

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
