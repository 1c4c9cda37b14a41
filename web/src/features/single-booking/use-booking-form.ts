import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAccountInUse } from "@/entities/accounts/account-in-use";
import { accountsQuery } from "@/entities/accounts/accounts";
import { useFacilityClock } from "@/entities/facility/facility";
import { ApiError } from "@/lib/api/error";
import { useCreateBooking } from "./api/create-booking";
import { dayBookingsQuery } from "./api/day-queries";
import { changeDraft, type Draft, useDraft } from "./draft";
import { fieldErrorsOf } from "./errors";
import {
  accountErrorOf,
  type Chosen,
  type FieldErrors,
  type FieldName,
  firstField,
  parseDraft,
  unchosen,
} from "./request";
import { isFree, slotsOf } from "./slots";

/** Everything the form shows and does; `focusField` is told where a problem is. */
export function useBookingForm(focusField: (name: FieldName) => void) {
  const chosen = useChosen();
  const account = typeof chosen === "string" ? undefined : chosen;
  const filledIn = useDraft();
  const clock = useFacilityClock();
  const today = clock?.today;
  // The day may have turned since the date was chosen.
  const date = keepFrom(today, filledIn.date);
  const booking = useCreateBooking();
  const { mutation } = booking;
  const day = useQuery(dayBookingsQuery(account?.id, date));
  // Its account may have been changed outside of the form, and its day may have passed.
  const isCurrent = mutation.variables?.accountId === account?.id && mutation.variables?.date === date;
  const outcome = isCurrent ? mutation : { data: undefined, error: null, isPending: false };
  const conflicts = conflictsOf(outcome.error, day.dataUpdatedAt, mutation.submittedAt);
  const slots = slotsOf({ clock, date, bookings: [...(day.data ?? []), ...conflicts] });
  const free = new Set(slots.filter(isFree).map(({ time }) => time));
  const draft = { ...filledIn, date, slots: filledIn.slots.filter((time) => free.has(time)) };
  const taken = filledIn.slots.filter((time) => !free.has(time));
  const [asked, setAsked] = useState(false);
  const errors: FieldErrors = {
    ...fieldErrorsOf(outcome.error),
    ...shown(draft, chosen, asked),
  };

  const submit = () => {
    // What it says is booked: a second press of the button asks for nothing more.
    if (outcome.data) return;
    // After a lost answer its slots may already show as held: the same request is sent again.
    const before = parseDraft({ ...filledIn, date }, chosen);
    const repeated = before.ok && booking.isUnresolved(before.request);
    const parsed = repeated ? before : parseDraft(draft, chosen);
    setAsked(!parsed.ok);
    if (parsed.ok) booking.send(parsed.request, (error) => focusFirst(fieldErrorsOf(error)));
    else focusFirst(parsed.errors);
  };
  const focusFirst = (problems: FieldErrors) => {
    const first = firstField(problems);
    if (first !== undefined) focusField(first);
  };
  const retry = () => {
    if (mutation.variables) {
      booking.send(mutation.variables, (error) => focusFirst(fieldErrorsOf(error)));
    }
  };
  const change = (changes: Partial<Draft>) => {
    booking.forget();
    changeDraft(changes);
  };

  const { isPending } = booking;
  return { account, draft, taken, today, day, slots, errors, isPending, outcome, change, submit, retry };
}

export type BookingForm = ReturnType<typeof useBookingForm>;

function keepFrom(today: string | undefined, date: string | undefined): string | undefined {
  return today !== undefined && date !== undefined && date < today ? undefined : date;
}

/** What is missing, once asked for; that an account is switched off is said at once. */
function shown(draft: Draft, chosen: Chosen, asked: boolean): FieldErrors {
  const parsed = parseDraft(draft, chosen);
  if (asked) return parsed.ok ? {} : parsed.errors;
  return typeof chosen === "string" ? {} : accountErrorOf(chosen);
}

/** What the server said is taken, until the day's bookings have been read again. */
function conflictsOf(error: Error | null, readAt: number, submittedAt: number) {
  return readAt <= submittedAt && error instanceof ApiError ? error.conflicts : [];
}

/** Whom to book for or, while that is nobody, what to do about it. */
export function useChosen(): Chosen {
  const account = useAccountInUse();
  const { data: accounts, isError } = useQuery(accountsQuery());
  if (account) return account;
  if (accounts) return unchosen;
  return isError
    ? "The accounts could not be loaded. Press Retry, then choose the one to book for."
    : "The accounts are still loading. Press Start Booking again in a moment.";
}
