import { useSyncExternalStore } from "react";

/** A value of this window, which survives a reload and a visit to another tab. */
export interface WindowStore<Value> {
  readonly read: () => Value;
  readonly write: (value: Value) => void;
  readonly use: () => Value;
}

/** Keeps a value under a key. `parse` returns undefined for the text of another program or version. */
export function windowStore<Value>(
  key: string,
  initial: Value,
  parse: (stored: unknown) => Value | undefined,
): WindowStore<Value> {
  const listeners = new Set<() => void>();
  let value: Value | undefined;
  const stored = () => {
    try {
      return parse(JSON.parse(sessionStorage.getItem(key) ?? "null"));
    } catch {
      return undefined;
    }
  };
  const read = () => {
    value ??= stored() ?? initial;
    return value;
  };
  const write = (next: Value) => {
    value = next;
    try {
      sessionStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Without storage the value lasts until the page is closed.
    }
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const useValue = () => useSyncExternalStore(subscribe, read, () => initial);
  return { read, write, use: useValue };
}
