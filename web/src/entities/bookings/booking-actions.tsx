"use client";

import { CalendarPlus, RotateCw } from "lucide-react";
import { ErrorNotice } from "@/components/error-notice";
import { BusyButton, Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { useFacilityClock } from "@/entities/facility/facility";
import { unknownOutcome } from "@/lib/api/error";
import type { Booking } from "@/lib/api/types";
import { bookAgain } from "./book-again";
import { isCancellable } from "./booking";
import { useRetryBooking } from "./change-booking";

interface Props {
  booking: Booking;
  onCancel: (booking: Booking) => void;
}

/** The actions on a booking: cancel it, retry it after a failure, or book the like of it again. */
export function BookingActions({ booking, onCancel }: Props) {
  const clock = useFacilityClock();
  const retry = useRetryBooking();
  const now = clock?.now;
  if (now === undefined) return null;
  const isAhead = now < Date.parse(booking.starts_at);
  return (
    <>
      {retry.error && (
        <ErrorNotice
          title={unknownOutcome(retry.error, "the booking is in the queue again") ?? "The booking was not retried"}
          error={retry.error}
        />
      )}
      <DialogFooter className="border-t pt-5">
        {isCancellable(booking, now) && (
          <Button variant="ghost" onClick={() => onCancel(booking)}>
            Cancel this booking
          </Button>
        )}
        <Button variant="outline" onClick={() => bookAgain(booking, clock?.today)}>
          <CalendarPlus aria-hidden />
          <span>Book again</span>
        </Button>
        {booking.status === "failed" && isAhead && (
          <BusyButton busy={retry.isPending} onClick={() => retry.mutate(booking)}>
            {!retry.isPending && <RotateCw aria-hidden />}
            <span>Retry</span>
          </BusyButton>
        )}
      </DialogFooter>
    </>
  );
}
