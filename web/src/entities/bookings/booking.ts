import type { Booking, BookingStatus, Location } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import { formatDate, formatTime } from "@/lib/format";

/** With these a booking holds its slot; after a cancel or a failure the slot is free again. */
export const activeStatuses = ["pending", "confirmed"] as const satisfies readonly BookingStatus[];

export type ActiveStatus = (typeof activeStatuses)[number];

export function isActive(status: BookingStatus): status is ActiveStatus {
  return activeStatuses.some((active) => active === status);
}

/** Whether the bridge takes a cancel of this booking. */
export function isCancellable({ status }: Pick<Booking, "status">): boolean {
  return isActive(status);
}

/** The first and the last day that a booking can have. */
export const firstDay: PlainDate = "2000-01-01";
export const lastDay: PlainDate = "2100-12-31";

/** Where a booking is, as people say it: `X1 B`. */
export function placeOf({ location, sub_location }: Pick<Booking, "location" | "sub_location">) {
  return sub_location === null ? location : `${location} ${sub_location}`;
}

/** Fitness has no halves; X1 and X3 have. */
export function hasSubLocations(location: Location): boolean {
  return location !== "Fitness";
}

/** The slot of a booking in one phrase: its day as the locale writes it, and its time. */
export function whenOf({ booking_date, time_slot }: Pick<Booking, "booking_date" | "time_slot">) {
  return `${formatDate(booking_date)}, ${formatTime(time_slot)}`;
}
