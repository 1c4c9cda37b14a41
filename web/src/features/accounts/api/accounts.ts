import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { refreshAccountList } from "@/entities/accounts/accounts";
import { api } from "@/lib/api/client";
import { unknownOutcome, messageOf, sentenceOf } from "@/lib/api/error";
import type {
  Account,
  AddAccountResponse,
  DeleteAccountResponse,
  GetAccountStatsResponse,
  UpdateAccountResponse,
} from "@/lib/api/types";
import { awaitBriefly } from "@/lib/queries/await-briefly";
import { queryRoots } from "@/lib/query-client";
import { toast } from "@/lib/toast";
import { useToastWhenLeft } from "@/lib/toast-when-left";
import type { NewAccount } from "../form-fields";

export function accountStatsQuery(id: number) {
  return queryOptions({
    queryKey: [queryRoots.accounts, "stats", id],
    queryFn: ({ signal }) => api<GetAccountStatsResponse>(`/api/accounts/${id}/stats`, { signal }),
    select: (answer) => answer.stats,
  });
}

/** Says no more than is known of an account that could not be added. */
export function addFailureTitle(error: Error): string {
  return unknownOutcome(error, "the account was added") ?? "The account was not added";
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
  return unknownOutcome(error, "the password was changed") ?? "The password was not changed";
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
      toast.error(`${unknownOutcome(error, words(isActive)) ?? `${netid} is unchanged`}. ${messageOf(error)}`),
  });
  const set = (isActive: boolean) => update.isPending || update.mutate({ isActive });
  return { set, isPending: update.isPending };
}

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
