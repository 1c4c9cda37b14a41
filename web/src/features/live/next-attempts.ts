import type { Booking } from "@/lib/api/types";

const shown = 5;

/** The pending bookings that are attempted next, soonest first, with the moment. */
export function nextAttempts(bookings: readonly Booking[]) {
  return bookings
    .flatMap((booking) => (booking.next_attempt_at === null ? [] : [{ booking, at: booking.next_attempt_at }]))
    .sort((one, other) => one.at.localeCompare(other.at))
    .slice(0, shown);
}
