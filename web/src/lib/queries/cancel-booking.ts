import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { CancelBookingResponse } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { refreshBookings } from "./keys";

interface Cancel {
  readonly id: number;
  readonly reason: string;
}

export function useCancelBooking() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: Cancel) => {
      const given = reason.trim();
      return api<CancelBookingResponse>(`/api/bookings/${id}`, {
        method: "DELETE",
        // Whoever stands between keeps addresses in a log: what was typed does not belong there.
        ...(given !== "" && { body: { reason: given } }),
      });
    },
    onSuccess: (answer) => toast.success(answer.message),
    // A refusal means that the page showed an old state, so the lists are asked for again either way.
    onSettled: () => refreshBookings(client),
  });
}
