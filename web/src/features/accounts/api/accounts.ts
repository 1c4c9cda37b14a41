import { queryOptions, skipToken, useMutation, useQueryClient } from "@tanstack/react-query";
import { refreshAccountList } from "@/entities/accounts/accounts";
import { isActive } from "@/entities/bookings/booking";
import { api } from "@/lib/api/client";
import type {
  Account,
  AddAccountResponse,
  CreateCalendarLinkResponse,
  DeleteAccountResponse,
  GetAccountSummariesResponse,
  GetBookingsResponse,
  GetAccountLogsResponse,
  GetAccountStatsResponse,
  RevokeCalendarLinkResponse,
  UpdateAccountResponse,
} from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import { queryRoots } from "@/lib/query-client";
import type { NewAccount } from "../form-fields";

export function accountStatsQuery(id: number) {
  return queryOptions({
    queryKey: [queryRoots.accounts, "stats", id],
    queryFn: ({ signal }) => api<GetAccountStatsResponse>(`/api/accounts/${id}/stats`, { signal }),
    select: (answer) => answer.stats,
  });
}

/** The pending and confirmed bookings of today and later, which keep an account from being deleted. */
export function openBookingsQuery(id: number, today: PlainDate | undefined) {
  return queryOptions({
    queryKey: [queryRoots.bookings, "open", id, today],
    queryFn:
      today === undefined
        ? skipToken
        : ({ signal }) => api<GetBookingsResponse>(`/api/accounts/${id}/bookings`, { query: { dateFrom: today }, signal }),
    select: ({ bookings }) => bookings.filter(({ status }) => isActive(status)),
  });
}

/** Every account's bookings in numbers, and its next one. */
export function accountSummariesQuery() {
  return queryOptions({
    queryKey: [queryRoots.accounts, "summaries"],
    queryFn: ({ signal }) => api<GetAccountSummariesResponse>("/api/accounts/summaries", { signal }),
    select: ({ summaries }) => new Map(summaries.map((summary) => [summary.account_id, summary])),
  });
}

export function useAddAccount() {
  return useAccountMutation((body: NewAccount) =>
    api<AddAccountResponse>("/api/accounts", { method: "POST", body }),
  );
}

interface AccountChange {
  readonly mayAutomate?: boolean;
  readonly password?: string;
  readonly isActive?: boolean;
  /** An empty text removes the address. */
  readonly notifyEmail?: string;
}

/** The callbacks run after the component has unmounted, too. */
export function useUpdateAccount(account: Account, callbacks?: Callbacks<AccountChange>) {
  return useAccountMutation(
    (body: AccountChange) =>
      api<UpdateAccountResponse>(`/api/accounts/${account.id}`, { method: "PUT", body }),
    callbacks,
  );
}

interface AccountToken {
  readonly accountId: number;
  /** Null removes the stored token. */
  readonly token: string | null;
}

export function useSetToken() {
  return useAccountMutation(({ accountId, token }: AccountToken) =>
    api<UpdateAccountResponse>(`/api/accounts/${accountId}/token`, { method: "PUT", body: { token } }),
  );
}

/** An account's log, oldest entry first. */
export function accountLogsQuery(id: number) {
  return queryOptions({
    queryKey: [queryRoots.accounts, "logs", id],
    queryFn: ({ signal }) => api<GetAccountLogsResponse>(`/api/accounts/${id}/logs`, { signal }),
    select: (answer) => answer.logs,
  });
}

export function useCreateCalendarLink(account: Account) {
  return useAccountMutation(() =>
    api<CreateCalendarLinkResponse>(`/api/accounts/${account.id}/calendar`, { method: "POST", body: {} }),
  );
}

export function useRevokeCalendarLink(account: Account) {
  return useAccountMutation(() =>
    api<RevokeCalendarLinkResponse>(`/api/accounts/${account.id}/calendar`, { method: "DELETE" }),
  );
}

export function useDeleteAccount(account: Account) {
  return useAccountMutation(() =>
    api<DeleteAccountResponse>(`/api/accounts/${account.id}`, { method: "DELETE" }),
  );
}

interface Callbacks<Change> {
  readonly onSuccess: (change: Change) => void;
  readonly onError: (error: Error, change: Change) => void;
}

function useAccountMutation<Answer, Change = void>(
  mutationFn: (change: Change) => Promise<Answer>,
  callbacks?: Callbacks<Change>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // Stays busy until the list is current, so that the focus returns to an element that stays.
    onSuccess: (_answer, change) => {
      callbacks?.onSuccess(change);
      void client.invalidateQueries({ queryKey: [queryRoots.accounts, "logs"] });
      return refreshAccountList(client);
    },
    // The list may be stale: a lost response may have changed it, and a refusal means that somebody else did.
    onError: (error, change) => {
      callbacks?.onError(error, change);
      void refreshAccountList(client);
    },
  });
}
