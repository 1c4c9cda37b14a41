import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { ApiError, messageOf } from "@/lib/api/error";
import type { Account, UpdateAccountResponse } from "@/lib/api/types";
import { refreshAccounts } from "@/lib/queries/keys";
import { toast } from "@/lib/toast";

type Change = { readonly isActive: boolean } | { readonly password: string };

interface Words {
  readonly done: (netid: string, change: Change) => string;
  /** Where no form shows why it was refused. */
  readonly failed?: (error: Error) => string;
}

function useUpdateAccount(account: Account, { done, failed }: Words) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Change) =>
      api<UpdateAccountResponse>(`/api/accounts/${account.id}`, { method: "PUT", body }),
    onSuccess: (answer, change) => {
      toast.success(done(answer.account.netid, change));
      return refreshAccounts(client);
    },
    onError: (error) => {
      if (failed) toast.error(failed(error));
      if (error instanceof ApiError && error.code === "account_not_found") {
        void refreshAccounts(client);
      }
    },
  });
}

export function useChangePassword(account: Account) {
  return useUpdateAccount(account, { done: (netid) => `The password of ${netid} was changed.` });
}

/** The switch has no room for an error of its own: a toast says why it did not move. */
export function useSwitchAccount(account: Account) {
  const update = useUpdateAccount(account, {
    done: (netid, change) => {
      const on = "isActive" in change && change.isActive;
      return `${netid} is switched ${on ? "on" : "off"}.`;
    },
    failed: (error) => `${account.netid} is unchanged. ${messageOf(error)}`,
  });
  const set = (isActive: boolean) => update.isPending || update.mutate({ isActive });
  return { set, isPending: update.isPending };
}
