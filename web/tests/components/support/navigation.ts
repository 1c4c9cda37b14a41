import { useMemo, useSyncExternalStore } from "react";

// Next's router notices each change of the address that the page makes itself; so does this.
const changed = new EventTarget();
for (const name of ["pushState", "replaceState"] as const) {
  const change = window.history[name].bind(window.history);
  window.history[name] = (state: unknown, unused: string, url?: string | URL | null) => {
    change(state, unused, url);
    changed.dispatchEvent(new Event("change"));
  };
}
window.addEventListener("popstate", () => changed.dispatchEvent(new Event("change")));

function subscribe(listener: () => void): () => void {
  changed.addEventListener("change", listener);
  return () => changed.removeEventListener("change", listener);
}

export function useSearchParams(): URLSearchParams {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  return useMemo(() => new URLSearchParams(search), [search]);
}
