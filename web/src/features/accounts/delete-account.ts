import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { ApiError } from "@/lib/api/error";
import type { Account, DeleteAccountResponse } from "@/lib/api/types";
import { accountsQuery } from "@/lib/queries/accounts";
import { toast } from "@/lib/toast";

export function useDeleteAccount(account: Account) {
  const client = useQueryClient();
  // Only the list: the account's own statistics would be asked for once more and are gone.
  const refresh = () => client.invalidateQueries({ queryKey: accountsQuery().queryKey });
  return useMutation({
    mutationFn: () =>
      api<DeleteAccountResponse>(`/api/accounts/${account.id}`, { method: "DELETE" }),
    onSuccess: (answer) => {
      toast.success(`${account.netid}: ${answer.message}`);
      return refresh();
    },
    onError: (error) => {
      // Somebody else deleted it: its card has nothing to show any more.
      if (error instanceof ApiError && error.code === "account_not_found") void refresh();
    },
  });
}
