import type { Booking } from "@/lib/api/types";
import { formatDate, formatTime } from "@/lib/dates/format";

/** The slot of a booking in one phrase: its day as the locale writes it, and its time. */
export function whenOf({ booking_date, time_slot }: Pick<Booking, "booking_date" | "time_slot">) {
  return `${formatDate(booking_date)}, ${formatTime(time_slot)}`;
}
