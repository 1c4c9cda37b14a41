import { useEffect, useRef } from "react";
import { accountIdInUse } from "@/entities/accounts/account-in-use";
import { useAccountNames } from "@/entities/accounts/accounts";
import { ApiError, messageOf } from "@/lib/api/error";
import { formatDate, formatTime } from "@/lib/format";
import { toast } from "@/lib/toast";
import { useCreateBooking } from "./api/create-booking";
import { changeDraft, currentDraft } from "@/entities/bookings/draft";
import { errorTitle } from "./errors";
import type { BookingRequest } from "./request";

/**
 * Sends the form and reports the outcome. The form shows it as long as it still contains what was sent. After
 * a change or a visit to another tab, a toast reports it instead. `onShownError` may move the focus.
 */
export function useSubmission(onShownError: (error: Error) => void) {
  const nameOf = useAccountNames();
  const shownRequest = useRef<BookingRequest>(undefined);
  useEffect(() => () => { shownRequest.current = undefined; }, []);
  const isShown = (request: BookingRequest) => shownRequest.current === request && isFilledIn(request);

  const booking = useCreateBooking({
    onBooked: ({ message }, request) => {
      if (isFilledIn(request)) unselect(request.timeSlots);
      if (!isShown(request)) toast.success(message);
    },
    onFailed: (error, request) => {
      if (!isShown(request)) {
        const when = formatDate(request.date, "long", "en-GB");
        toast.error(`${nameOf(request.accountId)}, ${when}: ${errorTitle(error)}. ${messageOf(error)}`);
        return;
      }
      if (error instanceof ApiError) unselect(error.conflicts.map(({ time_slot }) => formatTime(time_slot)));
      onShownError(error);
    },
  });
  return {
    ...booking,
    send: (request: BookingRequest) => {
      if (booking.send(request)) shownRequest.current = request;
    },
    /** Hides the outcome after the form was changed. */
    hideOutcome: () => {
      shownRequest.current = undefined;
      if (!booking.mutation.isIdle) booking.mutation.reset();
    },
  };
}

/** Whether the form still has the account and the day of the request. */
function isFilledIn({ accountId, date }: BookingRequest): boolean {
  return accountIdInUse() === accountId && currentDraft().date === date;
}

function unselect(times: readonly string[]): void {
  changeDraft(({ slots }) => ({ slots: slots.filter((time) => !times.includes(time)) }));
}
