import { isActive } from "@/entities/bookings/booking";
import type { Booking } from "@/lib/api/types";
import { formatTime } from "@/lib/format";
import { randomKey } from "@/lib/random-key";
import type { BookingRequest } from "../request";

/**
 * The idempotency key of a booking attempt. A request keeps its key until its outcome is known, so that
 * sending it again after a lost response does not book twice. A changed request, or the same one after an
 * outcome, gets a new key.
 */
export class Attempt {
  #open: { readonly request: string; readonly key: string } | undefined;

  keyFor(request: BookingRequest): string {
    const text = JSON.stringify(request);
    if (this.#open?.request !== text) this.#open = { request: text, key: randomKey() };
    return this.#open.key;
  }

  /** Whether this request was sent and its outcome is unknown. */
  isOpen(request: BookingRequest): boolean {
    return this.#open?.request === JSON.stringify(request);
  }

  finish(): void {
    this.#open = undefined;
  }
}

type Held = Pick<Booking, "time_slot" | "status" | "location" | "sub_location">;

/** Whether the day's bookings include every slot of the request. */
export function isStillBooked(request: BookingRequest, bookings: readonly Held[]): boolean {
  return request.timeSlots.every((time) =>
    bookings.some(
      ({ time_slot, status, location, sub_location }) =>
        formatTime(time_slot) === time &&
        isActive(status) &&
        location === request.location &&
        sub_location === request.subLocation,
    ),
  );
}
