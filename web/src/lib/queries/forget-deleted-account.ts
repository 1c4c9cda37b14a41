import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "@/lib/api/client";
import type { GetAccountsResponse } from "@/lib/api/types";
import { selectAccount, useSelectedAccount } from "@/lib/selected-account";
import { accountsQuery } from "./accounts";

/** Gives the chosen account up once the server no longer has it: it may be deleted in any window. */
export function useForgetDeletedAccount(): void {
  const client = useQueryClient();
  const { data: accounts, dataUpdatedAt } = useQuery(accountsQuery());
  const selected = useSelectedAccount();
  const unlisted = selected !== null && accounts?.every(({ id }) => id !== selected) === true;

  useEffect(() => {
    if (!unlisted) return undefined;
    const controller = new AbortController();
    // It may have been added since this list was read, and chosen at once or in the window that this one was
    // opened from. So only a list that is asked for after the choice can end it, and an outage cannot.
    void api<GetAccountsResponse>("/api/accounts", { signal: controller.signal }).then(
      (answer) => {
        client.setQueryData(accountsQuery().queryKey, answer);
        if (answer.accounts.every(({ id }) => id !== selected)) selectAccount(null);
      },
      () => undefined,
    );
    return () => controller.abort();
  }, [client, unlisted, selected, dataUpdatedAt]);
}
