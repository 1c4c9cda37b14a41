import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { CancelBookingResponse } from "@/lib/api/types";
import { refreshBookings } from "./keys";

interface Cancel {
  readonly id: number;
  readonly reason: string;
}

export function useCancelBooking() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: Cancel) =>
      api<CancelBookingResponse>(`/api/bookings/${id}`, {
        method: "DELETE",
        query: { reason: reason.trim() },
      }),
    // A refusal means that the page showed an old state, so the lists are asked for again either way.
    onSettled: () => refreshBookings(client),
  });
}
