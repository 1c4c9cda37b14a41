"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { api } from "@/lib/api/client";
import { failureText } from "@/lib/api/error";
import { limits } from "@/lib/api/generated";
import type { Booking, CancelBookingResponse } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { placeOf, whenOf } from "./booking";
import { returnFocusTo } from "./booking-link";
import { refreshBookings } from "./booking-queries";

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
  const cancel = useCancelBooking(booking);
  const confirm = () =>
    cancel.mutate(reason, {
      onSuccess: ({ message }) => {
        toast.success(message);
        onClose();
      },
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title="Cancel this booking?"
      description={`${whenOf(booking)} at ${placeOf(booking)} for ${accountName}. A cancelled booking cannot be restored, but you can book this slot again.`}
      confirmLabel="Cancel booking"
      dismissLabel="Keep booking"
      busy={cancel.isPending}
      error={cancel.error ? failureText(cancel.error, "the booking was cancelled") : undefined}
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

function useCancelBooking(booking: Booking) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => {
      const given = reason.trim();
      return api<CancelBookingResponse>(`/api/bookings/${booking.id}`, {
        method: "DELETE",
        // In the body, because proxies log addresses.
        ...(given !== "" && { body: { reason: given } }),
      });
    },
    // The dialog closes after the lists are current, so that the focus returns to an element that stays.
    onSuccess: () => refreshBookings(client),
    // A refusal means that the page was stale. The dialog shows it without waiting for the refresh.
    onError: () => void refreshBookings(client),
  });
}
