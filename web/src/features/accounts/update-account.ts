import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { ApiError, messageOf } from "@/lib/api/error";
import type { Account, UpdateAccountResponse } from "@/lib/api/types";
import { refreshAccounts } from "@/lib/queries/keys";
import { toast } from "@/lib/toast";

type Change = { readonly isActive: boolean } | { readonly password: string };

function useUpdateAccount(account: Account, done: (netid: string, change: Change) => string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Change) =>
      api<UpdateAccountResponse>(`/api/accounts/${account.id}`, { method: "PUT", body }),
    onSuccess: (answer, change) => {
      toast.success(done(answer.account.netid, change));
      return refreshAccounts(client);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === "account_not_found") {
        void refreshAccounts(client);
      }
    },
  });
}

export function useChangePassword(account: Account) {
  return useUpdateAccount(account, (netid) => `The password of ${netid} was changed.`);
}

/** The switch has no room for an error of its own: a toast says why it did not move. */
export function useSwitchAccount(account: Account) {
  const update = useUpdateAccount(account, (netid, change) => {
    const on = "isActive" in change && change.isActive;
    return `${netid} is switched ${on ? "on" : "off"}.`;
  });
  const set = (isActive: boolean) => {
    if (update.isPending) return;
    const onError = (error: Error) =>
      toast.error(`${account.netid} is unchanged. ${messageOf(error)}`);
    update.mutate({ isActive }, { onError });
  };
  return { set, isPending: update.isPending };
}
