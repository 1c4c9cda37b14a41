import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Account, DeleteAccountResponse } from "@/lib/api/types";
import { accountsQuery } from "@/lib/queries/accounts";
import { toast } from "@/lib/toast";

export function useDeleteAccount(account: Account) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      api<DeleteAccountResponse>(`/api/accounts/${account.id}`, { method: "DELETE" }),
    onSuccess: (answer) => {
      toast.success(`${account.netid}: ${answer.message}`);
      // Only the list: its own statistics would be asked for once more and are gone.
      return client.invalidateQueries({ queryKey: accountsQuery().queryKey });
    },
  });
}
