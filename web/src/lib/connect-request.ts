/**
 * The sign-in token that the bookmark on the facility's page passes in this page's fragment. It stays in memory
 * until a person has said which account it belongs to.
 */

const prefix = "#connect=";
const listeners = new Set<() => void>();
let token: string | null = null;

function set(next: string | null): void {
  token = next;
  for (const listener of listeners) listener();
}

/** Takes the token out of the address. Without this it would stay in the address bar, the history and bookmarks. */
function takeFromAddress(): void {
  const { hash, pathname, search } = window.location;
  if (!hash.startsWith(prefix)) return;
  window.history.replaceState(window.history.state, "", pathname + search);
  set(decoded(hash.slice(prefix.length)));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Watches the address. Runs before anything else on the page reads it. The result stops it. */
export function watchConnectRequests(): () => void {
  takeFromAddress();
  window.addEventListener("hashchange", takeFromAddress);
  return () => window.removeEventListener("hashchange", takeFromAddress);
}

/** The received token, for `useSyncExternalStore`. Null for none; empty if the facility's page had none. */
export const connectRequest = {
  read: () => token,
  forget: () => set(null),
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/**
 * The bookmark's address: on the facility's page it reads the token from the local storage and opens this page.
 * It sends nothing and loads nothing, so the policy of the facility's page does not block it.
 */
export function bookmarkAddress(origin: string): string {
  const page = JSON.stringify(`${origin}/?tab=accounts${prefix}`);
  return `javascript:void(location.href=${page}+encodeURIComponent(localStorage.getItem("${storageKey}")||""))`;
}

/** The key under which the facility's page keeps the token. */
export const storageKey = "delcom_auth";
