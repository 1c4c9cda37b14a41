import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAccountInUse } from "@/entities/accounts/account-in-use";
import { accountsQuery } from "@/entities/accounts/accounts";
import { useRefreshAfter } from "@/entities/bookings/booking-queries";
import { facilityQuery, firstBookableDay, useFacilityClock } from "@/entities/facility/facility";
import { ApiError } from "@/lib/api/error";
import { dayBookingsQuery } from "./api/day-queries";
import { changeDraft, type Draft, useDraft } from "@/entities/bookings/draft";
import { fieldErrorsOf } from "./errors";
import {
  accountErrorOf,
  type AccountOrReason,
  atFacility,
  type FieldErrors,
  type FieldName,
  firstField,
  noAccount,
  parseDraft,
} from "./request";
import { isFree, slotsOf } from "./slots";
import { useSubmission } from "./use-submission";

/** The form's state and actions. Calls `focusField` with the first field that has an error. */
export function useBookingForm(focusField: (name: FieldName) => void) {
  const accountOrReason = useAccountOrReason();
  const account = typeof accountOrReason === "string" ? undefined : accountOrReason;
  const { data: facility } = useQuery(facilityQuery());
  const clock = useFacilityClock();
  const today = clock?.today;
  const stored = atFacility(useDraft(), facility);
  // The day may have passed since it was chosen.
  const date = notBefore(today, stored.date) ?? (clock && facility && firstBookableDay(clock, facility.last_slot));
  const focusFirst = (errors: FieldErrors) => {
    const first = firstField(errors);
    if (first !== undefined) focusField(first);
  };
  const submission = useSubmission((error) => focusFirst(fieldErrorsOf(error)));
  const { mutation, isPending } = submission;
  const refreshAfter = useRefreshAfter();
  const day = useQuery({
    ...dayBookingsQuery(account?.id, date),
    refetchInterval: ({ state }) => refreshAfter(state.data?.bookings),
  });
  // The account may have been changed outside of the form, and the day may have passed.
  const isCurrent = mutation.variables?.accountId === account?.id && mutation.variables?.date === date;
  const outcome = isCurrent ? mutation : { data: undefined, error: null, isPending: false };
  const conflicts = conflictsOf(outcome.error, day.dataUpdatedAt, mutation.submittedAt);
  const slots = slotsOf({ clock, hours: facility, date, bookings: [...(day.data ?? []), ...conflicts] });
  const free = new Set(slots.filter(isFree).map(({ time }) => time));
  const draft = { ...stored, date, slots: stored.slots.filter((time) => free.has(time)) };
  const taken = stored.slots.filter((time) => !free.has(time));
  const [submitted, setSubmitted] = useState(false);
  const errors = { ...fieldErrorsOf(outcome.error), ...errorsToShow(draft, accountOrReason, submitted) };

  const submit = () => {
    // After a lost response the slots may already show as taken. The same request is then sent again.
    const before = parseDraft({ ...stored, date }, accountOrReason);
    const isRepeat = before.ok && submission.isUnresolved(before.request);
    const parsed = isRepeat ? before : parseDraft(draft, accountOrReason);
    setSubmitted(!parsed.ok);
    if (!parsed.ok) {
      focusFirst(parsed.errors);
      return;
    }
    // Keeps the day that was sent, also if it was the default.
    changeDraft({ date: parsed.request.date });
    submission.send(parsed.request);
  };
  const retry = () => mutation.variables && submission.send(mutation.variables);
  const change = (changes: Partial<Draft>) => {
    submission.hideOutcome();
    changeDraft(changes);
  };
  return { account, facility, draft, taken, today, day, slots, errors, isPending, outcome, change, submit, retry };
}

export type BookingForm = ReturnType<typeof useBookingForm>;

/** The account to book for, or what to do until there is one. */
function useAccountOrReason(): AccountOrReason {
  const account = useAccountInUse();
  const { data: accounts, isError } = useQuery(accountsQuery());
  if (account) return account;
  if (accounts) return noAccount;
  return isError
    ? "The accounts could not be loaded. Press Retry, then choose an account."
    : "The accounts are still loading. Press Start Booking again in a moment.";
}

function notBefore(today: string | undefined, date: string | undefined): string | undefined {
  return today !== undefined && date !== undefined && date < today ? undefined : date;
}

/** All errors after a submit. Before it only that the account is switched off. */
function errorsToShow(draft: Draft, account: AccountOrReason, submitted: boolean): FieldErrors {
  const parsed = parseDraft(draft, account);
  if (submitted) return parsed.ok ? {} : parsed.errors;
  return typeof account === "string" ? {} : accountErrorOf(account);
}

/** The conflicts in the server's refusal, until the day's bookings were fetched again. */
function conflictsOf(error: Error | null, fetchedAt: number, submittedAt: number) {
  return fetchedAt <= submittedAt && error instanceof ApiError ? error.conflicts : [];
}
