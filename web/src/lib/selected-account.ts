import { useSyncExternalStore } from "react";

const storageKey = "booking.selected-account";
const listeners = new Set<() => void>();

/** Holds the choice where the browser keeps no storage for this site. */
let fallback: string | null = null;

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return fallback;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** Chooses the account that every tab works with; null is "all accounts". */
export function selectAccount(id: number | null): void {
  fallback = id === null ? null : String(id);
  try {
    if (fallback === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, fallback);
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
  return idIn(useSyncExternalStore(subscribe, readStored, () => null));
}

function idIn(stored: string | null): number | null {
  return stored !== null && /^[1-9]\d{0,14}$/.test(stored) ? Number(stored) : null;
}
