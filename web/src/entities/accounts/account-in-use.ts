import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { api } from "@/lib/api/client";
import type { Account, GetAccountsResponse } from "@/lib/api/types";
import { accountsQuery } from "./accounts";

const storageKey = "booking.selected-account";
const listeners = new Set<() => void>();

/** Holds the choice where the browser keeps no storage for this site; none is empty. */
let fallback = "";

/**
 * Each window has a choice of its own: what is filled in in one must not become another account's because
 * of a choice in the next. A new window begins with the last choice that was made in any.
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

/** Chooses the account that every tab works with; null is "all accounts". */
export function setAccountInUse(id: number | null): void {
  fallback = id === null ? "" : String(id);
  try {
    for (const storage of [sessionStorage, localStorage]) storage.setItem(storageKey, fallback);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}

/** The id chosen by now, for what happens outside a component. */
export function accountIdInUse(): number | null {
  return idIn(readStored());
}

/** The chosen account's id. Survives a reload, and is null on the server and while hydrating. */
export function useAccountIdInUse(): number | null {
  return idIn(useSyncExternalStore(subscribe, readStored, () => ""));
}

function idIn(stored: string): number | null {
  return /^[1-9]\d{0,14}$/.test(stored) ? Number(stored) : null;
}

/** The chosen account's record; nothing while none is chosen or the accounts are still loading. */
export function useAccountInUse(): Account | undefined {
  const { data: accounts } = useQuery(accountsQuery());
  const selected = useAccountIdInUse();
  return accounts?.find((account) => account.id === selected);
}

/** Gives the chosen account up once the server no longer has it: it may be deleted in any window. */
export function useForgetDeletedAccount(): void {
  const client = useQueryClient();
  const { data: accounts, dataUpdatedAt } = useQuery(accountsQuery());
  const selected = useAccountIdInUse();
  const unlisted = selected !== null && accounts?.every(({ id }) => id !== selected) === true;

  useEffect(() => {
    if (!unlisted) return undefined;
    const controller = new AbortController();
    // It may have been added since this list was read, and chosen at once or in the window that this one was
    // opened from. So only a list that is asked for after the choice can end it, and an outage cannot.
    void api<GetAccountsResponse>("/api/accounts", { signal: controller.signal }).then(
      (answer) => {
        client.setQueryData(accountsQuery().queryKey, answer);
        if (answer.accounts.every(({ id }) => id !== selected)) setAccountInUse(null);
      },
      () => undefined,
    );
    return () => controller.abort();
  }, [client, unlisted, selected, dataUpdatedAt]);
}
