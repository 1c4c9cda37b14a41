import type { Booking } from "@/lib/api/types";
import { isActive } from "@/lib/bookings/active";
import { formatTime } from "@/lib/dates/format";
import type { BookingRequest } from "./request";

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
