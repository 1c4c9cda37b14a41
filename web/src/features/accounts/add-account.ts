import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { messageOf } from "@/lib/api/error";
import type { AddAccountResponse } from "@/lib/api/types";
import { doubtOf } from "@/lib/api/undecided";
import { awaitBriefly } from "@/lib/queries/await-briefly";
import { refreshAccountList } from "@/lib/queries/accounts";
import { toast } from "@/lib/toast";
import { useToastWhenLeft } from "@/lib/toast-when-left";
import type { NewAccount } from "./account-input";

/** Says no more than is known of an account that could not be added. */
export function addFailureTitle(error: Error): string {
  return doubtOf(error, "the account was added") ?? "The account was not added";
}

export function useAddAccount() {
  const client = useQueryClient();
  const toastWhenLeft = useToastWhenLeft();
  return useMutation({
    mutationFn: (body: NewAccount) =>
      api<AddAccountResponse>("/api/accounts", { method: "POST", body }),
    onSuccess: ({ account }) => {
      toast.success(`${account.netid} was added.`);
      return awaitBriefly(refreshAccountList(client));
    },
    onError: (error, { netid }) => {
      toastWhenLeft(`${netid}: ${addFailureTitle(error)}. ${messageOf(error)}`);
      // It may be there after all, or be somebody else's by now.
      void refreshAccountList(client);
    },
  });
}
