import { useSyncExternalStore } from "react";
import { bounds, type Location, type SubLocation } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";

/** The form's current input. */
export interface Draft {
  readonly date: PlainDate | undefined;
  /** Undefined until one is chosen; the form then uses the facility's first location. */
  readonly location: Location | undefined;
  readonly subLocation: SubLocation | null;
  /** Start times as `HH:MM`, sorted. */
  readonly slots: readonly string[];
  /** As typed. Parsed when the draft becomes a request. */
  readonly retryInterval: string;
  readonly autoRetry: boolean;
}

export const emptyDraft: Draft = {
  date: undefined,
  location: undefined,
  subLocation: null,
  slots: [],
  retryInterval: String(bounds.retryInterval.default),
  autoRetry: false,
};

const listeners = new Set<() => void>();
// In the module, so that the input survives a visit to another tab.
let draft = emptyDraft;

export function changeDraft(change: Partial<Draft> | ((before: Draft) => Partial<Draft>)): void {
  draft = { ...draft, ...(typeof change === "function" ? change(draft) : change) };
  for (const listener of listeners) listener();
}

/** The current draft, for code outside of components. */
export function currentDraft(): Draft {
  return draft;
}

export function useDraft(): Draft {
  return useSyncExternalStore(subscribe, () => draft, () => emptyDraft);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
