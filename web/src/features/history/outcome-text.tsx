import type { Booking } from "@/lib/api/types";

/** What came of a booking: why it failed, else the reference it was given. */
export function OutcomeText({ booking }: { booking: Booking }) {
  return booking.error_message ?? booking.booking_reference ?? "";
}
