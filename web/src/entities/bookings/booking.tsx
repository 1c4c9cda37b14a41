import { LocalDate } from "@/components/local-date";
import type { Booking, BookingStatus } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import { formatDate, formatTime } from "@/lib/format";

/** The statuses in which a booking occupies its slot. After a cancel or a failure the slot is free again. */
export const activeStatuses = ["pending", "confirmed"] as const satisfies readonly BookingStatus[];

export type ActiveStatus = (typeof activeStatuses)[number];

export function isActive(status: BookingStatus): status is ActiveStatus {
  return activeStatuses.some((active) => active === status);
}

/**
 * Whether a booking can still be cancelled at `now`, in Unix milliseconds: a pending one always, a confirmed one until
 * its slot begins.
 */
export function isCancellable({ status, starts_at }: Pick<Booking, "status" | "starts_at">, now: number): boolean {
  return status === "pending" || (status === "confirmed" && now < Date.parse(starts_at));
}

/** The first and the last day that a booking can have. */
export const firstDay: PlainDate = "2000-01-01";
export const lastDay: PlainDate = "2100-12-31";

/** A booking's location and sub-location: `X1 B`. */
export function placeOf({ location, sub_location }: Pick<Booking, "location" | "sub_location">) {
  return sub_location === null ? location : `${location} ${sub_location}`;
}

/** A booking's day and time. */
export function When({ booking: { booking_date, time_slot } }: { booking: Pick<Booking, "booking_date" | "time_slot"> }) {
  return (
    <>
      <LocalDate date={booking_date} />
      <span>{`, ${formatTime(time_slot)}`}</span>
    </>
  );
}

/** A booking's day and time as a text, where no element can be: in a toast. In English, because a text has no `lang` of its own. */
export function whenOf({ booking_date, time_slot }: Pick<Booking, "booking_date" | "time_slot">) {
  return `${formatDate(booking_date, "medium", "en-GB")}, ${formatTime(time_slot)}`;
}
