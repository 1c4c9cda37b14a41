import { useQuery } from "@tanstack/react-query";
import type { Account } from "@/lib/api/types";
import { useSelectedAccount } from "@/lib/selected-account";
import { accountsQuery } from "./accounts";

/** The chosen account's record; nothing while none is chosen or the accounts are still loading. */
export function useChosenAccount(): Account | undefined {
  const { data: accounts } = useQuery(accountsQuery());
  const selected = useSelectedAccount();
  return accounts?.find((account) => account.id === selected);
}
