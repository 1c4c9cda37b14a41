"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { limits } from "@/lib/api/generated";
import type { Booking } from "@/lib/api/types";
import { placeOf } from "@/lib/bookings/place";
import { whenOf } from "@/lib/bookings/when";
import { cancelFailure, useCancelBooking } from "@/lib/queries/cancel-booking";
import { returnFocusTo } from "./return-focus";

const { maxLength } = limits.CancelBookingRequest.reason;

interface Props {
  booking: Booking;
  accountName: string;
  open: boolean;
  onClose: () => void;
}

/** Asks before a booking is given up. It stays open until the server has said how that went. */
export default function CancelDialog({ booking, accountName, open, onClose }: Props) {
  const [reason, setReason] = useState("");
  const cancel = useCancelBooking(booking);
  const confirm = () => cancel.mutate(reason, { onSuccess: onClose });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title="Cancel this booking?"
      description={`${whenOf(booking)} at ${placeOf(booking)} for ${accountName}. The slot becomes free for others, and a cancelled booking cannot be brought back.`}
      confirmLabel="Cancel booking"
      dismissLabel="Keep booking"
      busy={cancel.isPending}
      error={cancel.error ? cancelFailure(cancel.error) : undefined}
      onConfirm={confirm}
      onOpenerGone={() => returnFocusTo(booking.id)}
    >
      <Field label="Reason (optional)" hint="It is kept in the booking's audit trail.">
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
