"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { api } from "@/lib/api/client";
import { sentenceOf } from "@/lib/api/error";
import { limits } from "@/lib/api/generated";
import type { Booking, CancelBookingResponse } from "@/lib/api/types";
import { awaitBriefly } from "@/lib/queries/await-briefly";
import { toast } from "@/lib/toast";
import { useToastWhenLeft } from "@/lib/toast-when-left";
import { placeOf, whenOf } from "./booking";
import { refreshBookings } from "./booking-queries";
import { returnFocusTo } from "./booking-link";

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

/** Why the booking still stands or, where the answer is missing, that it may not. */
export function cancelFailure(error: Error): string {
  return sentenceOf(error, "the booking was cancelled");
}

export function useCancelBooking(booking: Booking) {
  const client = useQueryClient();
  const toastWhenLeft = useToastWhenLeft();
  return useMutation({
    mutationFn: (reason: string) => {
      const given = reason.trim();
      return api<CancelBookingResponse>(`/api/bookings/${booking.id}`, {
        method: "DELETE",
        // Whoever stands between keeps addresses in a log: what was typed does not belong there.
        ...(given !== "" && { body: { reason: given } }),
      });
    },
    onSuccess: (answer) => {
      toast.success(answer.message);
      return awaitBriefly(refreshBookings(client));
    },
    onError: (error) => {
      toastWhenLeft(`${whenOf(booking)}: ${cancelFailure(error)}`);
      // A refusal means that the page showed an old state. It is told at once, not when that is mended.
      void refreshBookings(client);
    },
  });
}
