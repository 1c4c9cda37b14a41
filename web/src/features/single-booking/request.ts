import { type Account, bounds, type Location, type SubLocation } from "@/lib/api/types";
import { hasSubLocations } from "@/entities/bookings/booking";
import type { PlainDate } from "@/lib/dates/plain-date";
import type { Draft } from "./draft";

/** The body of `POST /api/bookings`. */
export interface BookingRequest {
  readonly accountId: number;
  readonly date: PlainDate;
  readonly timeSlots: readonly string[];
  readonly location: Location;
  readonly subLocation: SubLocation | null;
  readonly retryInterval: number;
  readonly autoRetry: boolean;
}

/** The account to book for, or the sentence that says why there is none. */
export type Chosen = Account | string;

export const unchosen = "Choose the account to book for.";

/** In the order in which the form shows them. */
const fieldNames = ["account", "location", "date", "slots", "retryInterval"] as const;

export type FieldName = (typeof fieldNames)[number];
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

type Parsed =
  | { readonly ok: true; readonly request: BookingRequest }
  | { readonly ok: false; readonly errors: FieldErrors };

/** The draft as a request, or what is missing from it, field by field. */
export function parseDraft(draft: Draft, chosen: Chosen): Parsed {
  const retryInterval = parseRetryInterval(draft.retryInterval);
  const errors = errorsOf(draft, chosen, retryInterval);
  const { date, location, slots, autoRetry } = draft;
  const account = typeof chosen === "string" ? undefined : chosen;
  if (account && date !== undefined && retryInterval !== undefined && !firstField(errors)) {
    const subLocation = hasSubLocations(location) ? draft.subLocation : null;
    const accountId = account.id;
    const request = { accountId, date, timeSlots: slots, location, subLocation, retryInterval, autoRetry };
    return { ok: true, request };
  }
  return { ok: false, errors };
}

/** The first field that something is wrong with. */
export function firstField(errors: FieldErrors): FieldName | undefined {
  return fieldNames.find((name) => errors[name] !== undefined);
}

/** What keeps the account from being booked for: there is none, or it is switched off. */
export function accountErrorOf(chosen: Chosen): FieldErrors {
  if (typeof chosen === "string") return { account: chosen };
  if (chosen.is_active) return {};
  const sentence = "is switched off. Switch it on in Accounts or choose another account.";
  return { account: `${chosen.netid} ${sentence}` };
}

function errorsOf(
  { date, slots }: Draft,
  chosen: Chosen,
  retryInterval: number | undefined,
): FieldErrors {
  const { minimum, maximum } = bounds.retryInterval;
  const { maxItems } = bounds.timeSlots;
  return {
    ...accountErrorOf(chosen),
    ...(date === undefined && { date: "Choose a date." }),
    ...(slots.length === 0 && { slots: "Choose at least one time slot." }),
    ...(slots.length > maxItems && { slots: `Choose at most ${maxItems} time slots.` }),
    ...(retryInterval === undefined && {
      retryInterval: `Give a whole number of seconds, ${minimum} to ${maximum.toLocaleString()}.`,
    }),
  };
}

function parseRetryInterval(text: string): number | undefined {
  const { minimum, maximum } = bounds.retryInterval;
  if (!/^\d{1,9}$/.test(text.trim())) return undefined;
  const seconds = Number(text);
  return seconds >= minimum && seconds <= maximum ? seconds : undefined;
}
