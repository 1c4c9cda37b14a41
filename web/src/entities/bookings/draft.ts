import { useSyncExternalStore } from "react";
import { bounds, type Location, locations, type SubLocation, subLocations } from "@/lib/api/types";
import { parsePlainDate, type PlainDate } from "@/lib/dates/plain-date";

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

const storageKey = "booking.draft";
const listeners = new Set<() => void>();
let draft: Draft | undefined;

/** The draft of this window, which survives a reload. */
function read(): Draft {
  draft ??= stored() ?? emptyDraft;
  return draft;
}

export function changeDraft(change: Partial<Draft> | ((before: Draft) => Partial<Draft>)): void {
  draft = { ...read(), ...(typeof change === "function" ? change(read()) : change) };
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(draft));
  } catch {
    // Without storage the draft lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}

/** The current draft, for code outside of components. */
export function currentDraft(): Draft {
  return read();
}

export function useDraft(): Draft {
  return useSyncExternalStore(subscribe, read, () => emptyDraft);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored(): Draft | undefined {
  try {
    return parseDraftText(sessionStorage.getItem(storageKey) ?? "");
  } catch {
    return undefined;
  }
}

/** Parses a stored draft; undefined for text of another program or version. */
function parseDraftText(text: string): Draft | undefined {
  const value = JSON.parse(text) as Partial<Record<keyof Draft, unknown>> | null;
  const { date, slots, retryInterval, autoRetry } = value ?? {};
  const isValid =
    Array.isArray(slots) &&
    slots.every((slot) => typeof slot === "string") &&
    typeof retryInterval === "string" &&
    typeof autoRetry === "boolean";
  if (!isValid) return undefined;
  return {
    date: typeof date === "string" ? parsePlainDate(date) : undefined,
    location: locations.find((location) => location === value?.location),
    subLocation: subLocations.find((half) => half === value?.subLocation) ?? null,
    slots,
    retryInterval,
    autoRetry,
  };
}
