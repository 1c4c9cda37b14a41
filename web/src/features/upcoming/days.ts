import type { Booking } from "@/lib/api/types";
import { addDays, type PlainDate } from "@/lib/dates/plain-date";

export interface Day {
  readonly date: PlainDate;
  readonly bookings: readonly Booking[];
}

/** Groups sorted bookings by day. */
export function byDay(bookings: readonly Booking[]): Day[] {
  const days = new Map<PlainDate, Booking[]>();
  for (const booking of bookings) {
    const day = days.get(booking.booking_date);
    if (day) day.push(booking);
    else days.set(booking.booking_date, [booking]);
  }
  return [...days].map(([date, ofDay]) => ({ date, bookings: ofDay }));
}

/** Today or Tomorrow by the facility's calendar; undefined for other days. */
export function nameOfDay(date: PlainDate, today: PlainDate): string | undefined {
  if (date === today) return "Today";
  if (date === addDays(today, 1)) return "Tomorrow";
  return undefined;
}
