import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Booking, CancelBookingResponse } from "@/lib/api/types";
import { sentenceOf } from "@/lib/api/undecided";
import { whenOf } from "@/lib/bookings/when";
import { toast } from "@/lib/toast";
import { useToastWhenLeft } from "@/lib/toast-when-left";
import { awaitBriefly } from "./await-briefly";
import { refreshBookings } from "./keys";

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
