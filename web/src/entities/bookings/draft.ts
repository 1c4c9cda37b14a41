import { bounds, type Location, locations, type SubLocation, subLocations } from "@/lib/api/types";
import { parsePlainDate, type PlainDate } from "@/lib/dates/plain-date";
import { windowStore } from "@/lib/window-store";

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

const store = windowStore("booking.draft", emptyDraft, parseStored);

export function changeDraft(change: Partial<Draft> | ((before: Draft) => Partial<Draft>)): void {
  const before = store.read();
  store.write({ ...before, ...(typeof change === "function" ? change(before) : change) });
}

/** The current draft, for code outside of components. */
export const currentDraft = store.read;

/** The draft of this window, which survives a reload. */
export const useDraft = store.use;

function parseStored(stored: unknown): Draft | undefined {
  const value = stored as Partial<Record<keyof Draft, unknown>> | null;
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
