import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { accountIdInUse } from "@/entities/accounts/account-in-use";
import { refreshAccountList, useAccountNames } from "@/entities/accounts/accounts";
import { api } from "@/lib/api/client";
import { ApiError, isOutcomeUnknown, messageOf } from "@/lib/api/error";
import type { CreateBookingResponse } from "@/lib/api/types";
import { formatDate, formatTime } from "@/lib/format";
import { refreshBookings } from "@/entities/bookings/booking-queries";
import { toast } from "@/lib/toast";
import { changeDraft, currentDraft } from "../draft";
import { titleOf } from "../errors";
import type { BookingRequest } from "../request";
import { Attempt, isStillBooked } from "./attempt";
import { readDay } from "./day-queries";

const mutationKey = ["create-booking"];

// Beside the draft: both outlive a look at another tab.
const attempt = new Attempt();

/** Books what the request asks for, once, however often it is sent. */
export function useCreateBooking() {
  const client = useQueryClient();
  /** What the form shows the outcome of; nothing once it was changed, or left. */
  const watched = useRef<BookingRequest>(undefined);
  useEffect(() => () => { watched.current = undefined; }, []);
  const mutation = useSending((request) => watched.current === request && isFilledIn(request));
  return {
    mutation,
    /** Also true when it was sent before a look at another tab. */
    isPending: useIsMutating({ mutationKey }) > 0,
    isUnresolved: (request: BookingRequest) => attempt.isOpen(request),
    /** Sends it, unless one is on its way: a second click may come before the button has changed. */
    send: (request: BookingRequest, onError: (error: Error) => void) => {
      if (client.isMutating({ mutationKey }) > 0) return;
      watched.current = request;
      mutation.mutate(request, { onError: (error) => isFilledIn(request) && onError(error) });
    },
    /** What was sent is no longer what the form says: neither its outcome nor its Retry belong there. */
    forget: () => {
      watched.current = undefined;
      if (!mutation.isIdle) mutation.reset();
    },
  };
}

/** The request itself, and what follows from its outcome wherever the page has got to by then. */
function useSending(isShown: (request: BookingRequest) => boolean) {
  const client = useQueryClient();
  const nameOf = useAccountNames();
  return useMutation({
    mutationKey,
    mutationFn: book,
    onSuccess: (answer, request) => {
      attempt.finish();
      if (isFilledIn(request)) unpick(request.timeSlots);
      // A toast would lie over the button that was pressed.
      if (isShown(request)) toast.announce(answer.message);
      else toast.success(answer.message);
      void refreshBookings(client);
    },
    onError: (error, request) => {
      const shown = isShown(request);
      if (!shown) toast.error(sentenceOf(error, request, nameOf(request.accountId)));
      if (!(error instanceof ApiError)) return;
      // A refusal is an outcome as well: the next press is a new attempt.
      if (!isOutcomeUnknown(error) && !error.temporary) attempt.finish();
      if (shown) unpick(error.conflicts.map(({ time_slot }) => formatTime(time_slot)));
      if (error.code === "slot_conflict") void refreshBookings(client);
      if (error.code.startsWith("account_")) void refreshAccountList(client);
    },
  });
}

async function book(request: BookingRequest): Promise<CreateBookingResponse> {
  const { accountId, date } = request;
  if (attempt.isOpen(request)) {
    // An earlier sending may have booked, and its key brings back the answer of then. Where that is no
    // longer so, as after a cancel, it would tell of bookings that nobody has.
    const { bookings } = await readDay(accountId, date);
    if (!isStillBooked(request, bookings)) attempt.finish();
  }
  const idempotencyKey = attempt.keyFor(request);
  return api<CreateBookingResponse>("/api/bookings", { method: "POST", body: request, idempotencyKey });
}

/** Whether the form is still about the account and the day that were sent. */
function isFilledIn({ accountId, date }: BookingRequest): boolean {
  return accountIdInUse() === accountId && currentDraft().date === date;
}

/** For where the form does not show it: whose booking it is about has to be said as well. */
function sentenceOf(error: Error, { date }: BookingRequest, netid: string): string {
  return `${netid}, ${formatDate(date, "long")}: ${titleOf(error)}. ${messageOf(error)}`;
}

function unpick(times: readonly string[]): void {
  changeDraft(({ slots }) => ({ slots: slots.filter((time) => !times.includes(time)) }));
}
