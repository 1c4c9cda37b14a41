import type { Booking } from "@/lib/api/types";
import { addDays, type PlainDate } from "@/lib/dates/plain-date";

export interface Day {
  readonly date: PlainDate;
  readonly bookings: readonly Booking[];
}

/** Bookings, which come sorted, under the days on which they are. */
export function byDay(bookings: readonly Booking[]): Day[] {
  const days = new Map<PlainDate, Booking[]>();
  for (const booking of bookings) {
    const day = days.get(booking.booking_date);
    if (day) day.push(booking);
    else days.set(booking.booking_date, [booking]);
  }
  return [...days].map(([date, ofDay]) => ({ date, bookings: ofDay }));
}

/** What people call a day, seen from the facility's today; nothing where it has no such name. */
export function nameOfDay(date: PlainDate, today: PlainDate): string | undefined {
  if (date === today) return "Today";
  if (date === addDays(today, 1)) return "Tomorrow";
  return undefined;
}
