import { useSyncExternalStore } from "react";

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
export function selectAccount(id: number | null): void {
  fallback = id === null ? "" : String(id);
  try {
    for (const storage of [sessionStorage, localStorage]) storage.setItem(storageKey, fallback);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}

/** The id chosen by now, for what happens outside a component. */
export function selectedAccount(): number | null {
  return idIn(readStored());
}

/** The chosen account's id. Survives a reload, and is null on the server and while hydrating. */
export function useSelectedAccount(): number | null {
  return idIn(useSyncExternalStore(subscribe, readStored, () => ""));
}

function idIn(stored: string): number | null {
  return /^[1-9]\d{0,14}$/.test(stored) ? Number(stored) : null;
}
