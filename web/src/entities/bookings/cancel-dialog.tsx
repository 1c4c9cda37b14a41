"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { failureText } from "@/lib/api/error";
import { limits } from "@/lib/api/generated";
import type { Booking } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { placeOf, When } from "./booking";
import { returnFocusTo } from "./booking-link";
import { isOver, useCancelBooking } from "./change-booking";
import { useOfferUndo } from "./offer-undo";

const { maxLength } = limits.CancelBookingRequest.reason;

interface Props {
  booking: Booking;
  accountName: string;
  open: boolean;
  onClose: () => void;
}

/** Asks before a booking is cancelled. Stays open until the server has answered, and shows a failure. */
export default function CancelDialog({ booking, accountName, open, onClose }: Props) {
  const [reason, setReason] = useState("");
  const cancel = useCancelBooking();
  const offerUndo = useOfferUndo();
  const confirm = () =>
    cancel.mutate(
      { booking, reason },
      {
        onSuccess: ({ message }) => {
          onClose();
          offerUndo([booking], message);
        },
        onError: (error) => {
          if (!isOver(error)) return;
          // There is nothing left to confirm, and the list shows the booking as it is.
          onClose();
          toast.success("This booking had ended already. Nothing was changed.");
        },
      },
    );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title="Cancel this booking?"
      description={
        <>
          <When booking={booking} />
          <span>{`, ${placeOf(booking)}, for ${accountName}. You can book this slot again.`}</span>
        </>
      }
      confirmLabel="Cancel booking"
      dismissLabel="Keep booking"
      busy={cancel.isPending}
      error={cancel.error && !isOver(cancel.error) ? failureText(cancel.error, "the booking was cancelled") : undefined}
      onConfirm={confirm}
      onOpenerGone={() => returnFocusTo(booking.id)}
    >
      <Field label="Reason (optional)" hint="Kept in the booking's audit trail.">
        {(control) => (
          <Input
            {...control}
            value={reason}
            maxLength={maxLength}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
