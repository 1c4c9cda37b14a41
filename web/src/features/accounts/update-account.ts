import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { messageOf } from "@/lib/api/error";
import type { Account, UpdateAccountResponse } from "@/lib/api/types";
import { doubtOf } from "@/lib/api/undecided";
import { awaitBriefly } from "@/lib/queries/await-briefly";
import { refreshAccountList } from "@/lib/queries/accounts";
import { toast } from "@/lib/toast";
import { useToastWhenLeft } from "@/lib/toast-when-left";

interface Words<Change> {
  readonly done: (change: Change) => string;
  readonly failed: (error: Error, change: Change) => void;
}

function useUpdateAccount<Change extends object>(account: Account, { done, failed }: Words<Change>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Change) =>
      api<UpdateAccountResponse>(`/api/accounts/${account.id}`, { method: "PUT", body }),
    onSuccess: (_, change) => {
      toast.success(done(change));
      return awaitBriefly(refreshAccountList(client));
    },
    onError: (error, change) => {
      failed(error, change);
      // It may be changed after all, or gone.
      void refreshAccountList(client);
    },
  });
}

/** Says no more than is known of a password that could not be changed. */
export function passwordFailureTitle(error: Error): string {
  return doubtOf(error, "the password was changed") ?? "The password was not changed";
}

export function useChangePassword(account: Account) {
  const toastWhenLeft = useToastWhenLeft();
  return useUpdateAccount<{ readonly password: string }>(account, {
    done: () => `The password of ${account.netid} was changed.`,
    failed: (error) =>
      toastWhenLeft(`${account.netid}: ${passwordFailureTitle(error)}. ${messageOf(error)}`),
  });
}

/** The switch has no room for an error of its own: a toast says why it did not move. */
export function useSwitchAccount(account: Account) {
  const { netid } = account;
  const words = (isActive: boolean) => `${netid} is switched ${isActive ? "on" : "off"}`;
  const update = useUpdateAccount<{ readonly isActive: boolean }>(account, {
    done: ({ isActive }) => `${words(isActive)}.`,
    failed: (error, { isActive }) =>
      toast.error(`${doubtOf(error, words(isActive)) ?? `${netid} is unchanged`}. ${messageOf(error)}`),
  });
  const set = (isActive: boolean) => update.isPending || update.mutate({ isActive });
  return { set, isPending: update.isPending };
}
