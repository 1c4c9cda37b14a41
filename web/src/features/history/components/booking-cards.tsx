import { LocalDate } from "@/components/local-date";
import { placeOf } from "@/entities/bookings/booking";
import { BookingLink } from "@/entities/bookings/booking-link";
import { CancelButton } from "@/entities/bookings/cancel-button";
import { StatusBadge } from "@/entities/bookings/status-badge";
import type { Booking } from "@/lib/api/types";
import { formatTime } from "@/lib/format";
import { type ListProps, OutcomeText, PastMark } from "./booking-table";

/** The bookings as cards, for windows that are too narrow for the table. */
export function BookingCards({ bookings, ...shared }: ListProps) {
  return (
    <ul aria-label="Bookings" className="flex flex-col gap-3">
      {bookings.map((booking) => (
        <BookingCard key={booking.id} booking={booking} {...shared} />
      ))}
    </ul>
  );
}

interface CardProps extends Omit<ListProps, "bookings"> {
  booking: Booking;
}

function BookingCard({ booking, nameOf, onCancel }: CardProps) {
  return (
    <li className="relative flex flex-col gap-2 rounded-xl border bg-card p-4 shadow-xs">
      <div className="flex items-start justify-between gap-3">
        <BookingLink bookingId={booking.id} className="font-medium after:absolute after:inset-0">
          <LocalDate date={booking.booking_date} />
          <span className="block font-display text-xl font-semibold">
            <span>{formatTime(booking.time_slot)}</span>
            <PastMark booking={booking} />
          </span>
        </BookingLink>
        <StatusBadge status={booking.status} />
      </div>
      <div className="flex min-h-8 items-end justify-between gap-3 text-sm text-muted-foreground">
        <div className="min-w-0">
          <p className="truncate">
            <span className="text-foreground">{placeOf(booking)}</span>
            {nameOf && <span>{` · ${nameOf(booking.account_id)}`}</span>}
          </p>
          <div className="line-clamp-3 wrap-anywhere">
            <OutcomeText booking={booking} />
          </div>
        </div>
        <CancelButton booking={booking} onCancel={onCancel} />
      </div>
    </li>
  );
}
