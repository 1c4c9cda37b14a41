import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { ApiError } from "@/lib/api/error";
import type { CreateBookingResponse } from "@/lib/api/types";
import { formatTime } from "@/lib/dates/format";
import { refreshAccounts, refreshBookings } from "@/lib/queries/keys";
import { toast } from "@/lib/toast";
import { Attempt } from "./attempt";
import { changeDraft } from "./draft";
import type { BookingRequest } from "./request";

const mutationKey = ["create-booking"];

// Beside the draft: both outlive a look at another tab.
const attempt = new Attempt();

/** Books what the request asks for, once, however often it is sent. */
export function useCreateBooking() {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationKey,
    mutationFn: (body: BookingRequest) =>
      api<CreateBookingResponse>("/api/bookings", {
        method: "POST",
        body,
        idempotencyKey: attempt.keyFor(body),
      }),
    onSuccess: (answer, request) => {
      attempt.finish();
      unpick(request.timeSlots);
      toast.success(answer.message);
      void refreshBookings(client);
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) return;
      unpick(error.conflicts.map(({ time_slot }) => formatTime(time_slot)));
      if (error.code === "slot_conflict") void refreshBookings(client);
      if (error.code.startsWith("account_")) void refreshAccounts(client);
    },
  });
  return {
    mutation,
    /** Also true when it was sent before a look at another tab. */
    isPending: useIsMutating({ mutationKey }) > 0,
    isUnresolved: (request: BookingRequest) => attempt.isOpen(request),
    /** Sends it, unless one is on its way: a second click may come before the button has changed. */
    send: (request: BookingRequest, onError: (error: Error) => void) => {
      if (client.isMutating({ mutationKey }) === 0) mutation.mutate(request, { onError });
    },
  };
}

function unpick(times: readonly string[]): void {
  changeDraft(({ slots }) => ({ slots: slots.filter((time) => !times.includes(time)) }));
}
