import { isActive } from "@/entities/bookings/booking";
import type { Booking } from "@/lib/api/types";
import { formatTime } from "@/lib/format";
import type { BookingRequest } from "../request";

/**
 * The idempotency key of what is being attempted. The same request keeps its key until its outcome
 * is known, so that sending it again after a lost answer books nothing twice; another request, or
 * the same one after an outcome, is a new attempt with a new key.
 */
export class Attempt {
  #open: { readonly request: string; readonly key: string } | undefined;

  keyFor(request: BookingRequest): string {
    const text = JSON.stringify(request);
    if (this.#open?.request !== text) this.#open = { request: text, key: randomKey() };
    return this.#open.key;
  }

  /** Whether this very request was sent and its outcome is not known. */
  isOpen(request: BookingRequest): boolean {
    return this.#open?.request === JSON.stringify(request);
  }

  finish(): void {
    this.#open = undefined;
  }
}

/** `crypto.randomUUID` is missing where the page is not served securely, as on a home network. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

type Held = Pick<Booking, "time_slot" | "status" | "location" | "sub_location">;

/** Whether the account has, of that day's bookings, every one that the request asks for. */
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
