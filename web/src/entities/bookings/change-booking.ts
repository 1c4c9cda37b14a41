import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { ApiError } from "@/lib/api/error";
import type { Booking, CancelBookingResponse, CreateBookingResponse, GetBookingResponse } from "@/lib/api/types";
import { showChanged } from "./booking-cache";
import { refreshBookings } from "./booking-queries";

/** Cancels a booking. Its rows change as soon as the server has answered; the lists follow in the background. */
export function useCancelBooking() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ booking, reason = "" }: { booking: Booking; reason?: string }) => {
      const given = reason.trim();
      return api<CancelBookingResponse>(`/api/bookings/${booking.id}`, {
        method: "DELETE",
        // In the body, because proxies log addresses.
        ...(given !== "" && { body: { reason: given } }),
      });
    },
    onSuccess: ({ booking }) => showChanged(client, booking),
    // A refusal means that the page was stale.
    onSettled: () => void refreshBookings(client),
  });
}

/** Whether a cancel was refused because somebody else has cancelled the booking, or it has failed, in the meantime. */
export function isOver(error: unknown): boolean {
  return error instanceof ApiError && error.code === "invalid_transition";
}

/** Puts a failed booking back into the queue. */
export function useRetryBooking() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Booking) =>
      api<GetBookingResponse>(`/api/bookings/${id}`, { method: "PUT", body: { status: "pending" } }),
    onSuccess: ({ booking }) => showChanged(client, booking),
    onSettled: () => void refreshBookings(client),
  });
}

/** Makes a new booking of the same slot, which undoes the cancel of a pending one. */
export function useBookSlotAgain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (booking: Booking) =>
      api<CreateBookingResponse>("/api/bookings", {
        method: "POST",
        body: {
          accountId: booking.account_id,
          date: booking.booking_date,
          timeSlots: [booking.time_slot],
          location: booking.location,
          subLocation: booking.sub_location,
          retryInterval: booking.retry_interval,
          autoRetry: booking.auto_retry,
        },
        // One undo of one cancel, however often the button is pressed.
        idempotencyKey: `undo-cancel-${booking.id}`,
      }),
    onSettled: () => void refreshBookings(client),
  });
}
