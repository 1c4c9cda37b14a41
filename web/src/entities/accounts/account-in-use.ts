import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { api } from "@/lib/api/client";
import type { Account, GetAccountsResponse } from "@/lib/api/types";
import { accountsQuery } from "./accounts";

const storageKey = "booking.selected-account";
const listeners = new Set<() => void>();

/** The stored id where the browser offers no storage; empty for none. */
let fallback = "";

/**
 * Each window has its own account in use, because a choice in one window must not change whom the form in
 * another books for. A new window starts with the last choice of any window.
 */
function readStored(): string {
  try {
    const own = sessionStorage.getItem(storageKey);
    if (own !== null) return own;
    const last = localStorage.getItem(storageKey) ?? "";
    sessionStorage.setItem(storageKey, last);
    return last;
  } catch {
    return fallback;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Sets the account that every tab works with; null is all accounts. */
export function setAccountInUse(id: number | null): void {
  fallback = id === null ? "" : String(id);
  try {
    for (const storage of [sessionStorage, localStorage]) storage.setItem(storageKey, fallback);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}

/** The current id, for code outside of components. */
export function accountIdInUse(): number | null {
  return idIn(readStored());
}

/** The id of the account in use. Survives a reload; null on the server and while hydrating. */
export function useAccountIdInUse(): number | null {
  return idIn(useSyncExternalStore(subscribe, readStored, () => ""));
}

function idIn(stored: string): number | null {
  return /^[1-9]\d{0,14}$/.test(stored) ? Number(stored) : null;
}

/** The account in use; undefined if there is none or the accounts are still loading. */
export function useAccountInUse(): Account | undefined {
  const { data: accounts } = useQuery(accountsQuery());
  const id = useAccountIdInUse();
  return accounts?.find((account) => account.id === id);
}

/** Resets the account in use after it was deleted, in this window or another. */
export function useForgetDeletedAccount(): void {
  const client = useQueryClient();
  const { data: accounts, dataUpdatedAt } = useQuery(accountsQuery());
  const inUse = useAccountIdInUse();
  const unlisted = inUse !== null && accounts?.every(({ id }) => id !== inUse) === true;

  useEffect(() => {
    if (!unlisted) return undefined;
    const controller = new AbortController();
    // The account may be newer than our list. Only a list that was requested after the choice can end it,
    // and a failed request cannot.
    void api<GetAccountsResponse>("/api/accounts", { query: { withDeleted: true }, signal: controller.signal }).then(
      (answer) => {
        client.setQueryData(accountsQuery().queryKey, answer);
        if (answer.accounts.every(({ id }) => id !== inUse)) setAccountInUse(null);
      },
      () => undefined,
    );
    return () => controller.abort();
  }, [client, unlisted, inUse, dataUpdatedAt]);
}
