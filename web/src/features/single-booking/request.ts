import { type Account, bounds, type Location, type SubLocation } from "@/lib/api/types";
import { hasSubLocations } from "@/lib/bookings/place";
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

/** In the order in which the form shows them. */
export const fieldNames = ["account", "location", "date", "slots", "retryInterval"] as const;

export type FieldName = (typeof fieldNames)[number];
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

type Parsed =
  | { readonly ok: true; readonly request: BookingRequest }
  | { readonly ok: false; readonly errors: FieldErrors };

/** The draft as a request, or what is missing from it, field by field. */
export function parseDraft(draft: Draft, account: Account | undefined): Parsed {
  const retryInterval = parseRetryInterval(draft.retryInterval);
  const errors = errorsOf(draft, account, retryInterval);
  const { date, location, slots, autoRetry } = draft;
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

export function inactiveSentence(account: Account): string {
  return `${account.netid} is switched off. Switch it on in Accounts or choose another account.`;
}

function errorsOf(
  { date, slots }: Draft,
  account: Account | undefined,
  retryInterval: number | undefined,
): FieldErrors {
  const { minimum, maximum } = bounds.retryInterval;
  const { maxItems } = bounds.timeSlots;
  return {
    ...(!account && { account: "Choose the account to book for." }),
    ...(account?.is_active === false && { account: inactiveSentence(account) }),
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
