import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { accountsQuery } from "./accounts";

/** Tells an account's netid. Archived accounts are in no list and go by their number. */
export type AccountName = (id: number) => string;

export function useAccountNames(): AccountName {
  const { data: accounts } = useQuery(accountsQuery());
  return useMemo(() => {
    const names = new Map(accounts?.map(({ id, netid }) => [id, netid]));
    return (id) => names.get(id) ?? `Account ${id}`;
  }, [accounts]);
}
