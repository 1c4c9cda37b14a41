import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { refreshAccountList } from "@/entities/accounts/accounts";
import { refreshBookings } from "@/entities/bookings/booking-queries";
import { api } from "@/lib/api/client";
import { ApiError, isOutcomeUnknown } from "@/lib/api/error";
import type { CreateBookingResponse } from "@/lib/api/types";
import type { BookingRequest } from "../request";
import { Attempt, isStillBooked } from "./attempt";
import { readDay } from "./day-queries";

const mutationKey = ["create-booking"];

// In the module, so that an open attempt survives a visit to another tab.
const attempt = new Attempt();

/** Called for every outcome, including after the form was left. */
interface Callbacks {
  readonly onBooked: (answer: CreateBookingResponse, request: BookingRequest) => void;
  readonly onFailed: (error: Error, request: BookingRequest) => void;
}

/** Books a request once, however often it is sent. */
export function useCreateBooking({ onBooked, onFailed }: Callbacks) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationKey,
    mutationFn: book,
    onSuccess: (answer, request) => {
      attempt.finish();
      onBooked(answer, request);
      void refreshBookings(client);
    },
    onError: (error, request) => {
      onFailed(error, request);
      if (!(error instanceof ApiError)) return;
      // A refusal is an outcome, so the next press starts a new attempt.
      if (!isOutcomeUnknown(error) && !error.temporary) attempt.finish();
      if (error.code === "slot_conflict") void refreshBookings(client);
      if (error.code.startsWith("account_")) void refreshAccountList(client);
    },
  });
  return {
    mutation,
    /** Whether a request is running, including one that was sent before a visit to another tab. */
    isPending: useIsMutating({ mutationKey }) > 0,
    isUnresolved: (request: BookingRequest) => attempt.isOpen(request),
    /** Sends the request. Returns false if one is running, because a second click may come before the button is busy. */
    send: (request: BookingRequest): boolean => {
      if (client.isMutating({ mutationKey }) > 0) return false;
      mutation.mutate(request);
      return true;
    },
  };
}

async function book(request: BookingRequest): Promise<CreateBookingResponse> {
  const { accountId, date } = request;
  if (attempt.isOpen(request)) {
    // The earlier request may have booked, and its key would replay that response. If the bookings were
    // cancelled since, the response would be wrong, so this is a new attempt.
    const { bookings } = await readDay(accountId, date);
    if (!isStillBooked(request, bookings)) attempt.finish();
  }
  const idempotencyKey = attempt.keyFor(request);
  return api<CreateBookingResponse>("/api/bookings", { method: "POST", body: request, idempotencyKey });
}
