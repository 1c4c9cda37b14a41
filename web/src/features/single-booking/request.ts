import { type Places, subLocationsOf } from "@/entities/facility/facility";
import { type Account, bounds, type Location, type SubLocation } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import type { Draft } from "@/entities/bookings/draft";

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

/** The account to book for, or the reason why there is none, as a sentence. */
export type AccountOrReason = Account | string;

export const noAccount = "Choose the account to book for.";

/** The fields in the form's order. */
const fieldNames = ["account", "location", "date", "slots", "retryInterval"] as const;

export type FieldName = (typeof fieldNames)[number];
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

type Parsed =
  | { readonly ok: true; readonly request: BookingRequest }
  | { readonly ok: false; readonly errors: FieldErrors };

/** The draft with the facility's first location as the default, and without a sub-location the location does not have. */
export function atFacility(draft: Draft, facility: Places | undefined): Draft {
  const location = draft.location ?? facility?.locations[0]?.name;
  const options = subLocationsOf(facility, location);
  const subLocation = options.find((option) => option === draft.subLocation) ?? null;
  return { ...draft, location, subLocation };
}

/** Parses the draft into a request, or into an error for each field that is missing or invalid. */
export function parseDraft(draft: Draft, account: AccountOrReason): Parsed {
  const retryInterval = parseRetryInterval(draft.retryInterval);
  const errors = errorsOf(draft, account, retryInterval);
  const { date, location, subLocation, slots: timeSlots, autoRetry } = draft;
  const isComplete = location !== undefined && date !== undefined && retryInterval !== undefined;
  if (typeof account === "string" || !isComplete || firstField(errors)) return { ok: false, errors };
  const request = { accountId: account.id, date, timeSlots, location, subLocation, retryInterval, autoRetry };
  return { ok: true, request };
}

/** The first field with an error. */
export function firstField(errors: FieldErrors): FieldName | undefined {
  return fieldNames.find((name) => errors[name] !== undefined);
}

/** The error of the account field: there is no account, or it is switched off. */
export function accountErrorOf(account: AccountOrReason): FieldErrors {
  if (typeof account === "string") return { account };
  if (account.is_active) return {};
  const sentence = "is switched off. Switch it on in Accounts or choose another account.";
  return { account: `${account.netid} ${sentence}` };
}

function errorsOf(
  { location, date, slots }: Draft,
  account: AccountOrReason,
  retryInterval: number | undefined,
): FieldErrors {
  const { minimum, maximum } = bounds.retryInterval;
  const { maxItems } = bounds.timeSlots;
  return {
    ...accountErrorOf(account),
    ...(location === undefined && { location: "Choose a location." }),
    ...(date === undefined && { date: "Choose a date." }),
    ...(slots.length === 0 && { slots: "Choose at least one time slot." }),
    ...(slots.length > maxItems && { slots: `Choose at most ${maxItems} time slots.` }),
    ...(retryInterval === undefined && {
      retryInterval: `Enter a whole number of seconds, ${minimum} to ${maximum.toLocaleString()}.`,
    }),
  };
}

function parseRetryInterval(text: string): number | undefined {
  const { minimum, maximum } = bounds.retryInterval;
  if (!/^\d{1,9}$/.test(text.trim())) return undefined;
  const seconds = Number(text);
  return seconds >= minimum && seconds <= maximum ? seconds : undefined;
}
