import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Account, DeleteAccountResponse } from "@/lib/api/types";
import { refreshAccounts } from "@/lib/queries/keys";
import { toast } from "@/lib/toast";

export function useDeleteAccount(account: Account) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      api<DeleteAccountResponse>(`/api/accounts/${account.id}`, { method: "DELETE" }),
    onSuccess: (answer) => {
      toast.success(`${account.netid}: ${answer.message}`);
      return refreshAccounts(client);
    },
  });
}
