import { useSyncExternalStore } from "react";
import { bounds, type Location, locations, type SubLocation } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";

/** What a person has filled in so far. */
export interface Draft {
  readonly date: PlainDate | undefined;
  readonly location: Location;
  readonly subLocation: SubLocation | null;
  /** Hours as `HH:MM`, in the order of the day. */
  readonly slots: readonly string[];
  /** As typed; it becomes a number when the draft becomes a request. */
  readonly retryInterval: string;
  readonly autoRetry: boolean;
}

export const emptyDraft: Draft = {
  date: undefined,
  location: locations[0],
  subLocation: null,
  slots: [],
  retryInterval: String(bounds.retryInterval.default),
  autoRetry: false,
};

const listeners = new Set<() => void>();
// Outside the component, so that a look at another tab does not lose what was filled in.
let draft = emptyDraft;

export function changeDraft(change: Partial<Draft> | ((before: Draft) => Partial<Draft>)): void {
  draft = { ...draft, ...(typeof change === "function" ? change(draft) : change) };
  for (const listener of listeners) listener();
}

/** What is filled in by now, for what happens outside a component. */
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
