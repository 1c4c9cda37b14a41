import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Account, DeleteAccountResponse } from "@/lib/api/types";
import { sentenceOf } from "@/lib/api/undecided";
import { refreshAccountList } from "@/lib/queries/accounts";
import { awaitBriefly } from "@/lib/queries/await-briefly";
import { toast } from "@/lib/toast";
import { useToastWhenLeft } from "@/lib/toast-when-left";

/** Why the account is kept or, where the answer is missing, that it may not be. */
export function deleteFailure(error: Error): string {
  return sentenceOf(error, "the account was deleted");
}

export function useDeleteAccount(account: Account) {
  const client = useQueryClient();
  const toastWhenLeft = useToastWhenLeft();
  return useMutation({
    mutationFn: () =>
      api<DeleteAccountResponse>(`/api/accounts/${account.id}`, { method: "DELETE" }),
    onSuccess: (answer) => {
      toast.success(`${account.netid}: ${answer.message}`);
      return awaitBriefly(refreshAccountList(client));
    },
    onError: (error) => {
      toastWhenLeft(`${account.netid}: ${deleteFailure(error)}`);
      // It may be gone after all, as after a lost answer: then its card has nothing to show any more.
      void refreshAccountList(client);
    },
  });
}
