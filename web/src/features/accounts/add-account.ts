import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { AddAccountResponse } from "@/lib/api/types";
import { refreshAccounts } from "@/lib/queries/keys";
import { toast } from "@/lib/toast";
import type { NewAccount } from "./account-input";

export function useAddAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAccount) =>
      api<AddAccountResponse>("/api/accounts", { method: "POST", body }),
    onSuccess: ({ account }) => {
      toast.success(`${account.netid} was added.`);
      return refreshAccounts(client);
    },
  });
}
