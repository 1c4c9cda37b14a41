import { BookingLink } from "@/components/bookings/booking-link";
import { CancelButton } from "@/components/bookings/cancel-button";
import { StatusBadge } from "@/components/status-badge";
import type { Booking } from "@/lib/api/types";
import { placeOf } from "@/lib/bookings/place";
import { formatDate, formatTime } from "@/lib/dates/format";
import type { ListProps } from "./list-props";
import { OutcomeText } from "./outcome-text";

/** The table's content for windows that are too narrow for columns. */
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
          {formatDate(booking.booking_date)}
          <span className="block font-display text-xl font-semibold">
            {formatTime(booking.time_slot)}
          </span>
        </BookingLink>
        <StatusBadge status={booking.status} />
      </div>
      <div className="flex min-h-8 items-end justify-between gap-3 text-sm text-muted-foreground">
        <div className="min-w-0">
          <p className="truncate">
            <span className="text-foreground">{placeOf(booking)}</span>
            {nameOf && ` · ${nameOf(booking.account_id)}`}
          </p>
          <p className="line-clamp-3 wrap-anywhere">
            <OutcomeText booking={booking} />
          </p>
        </div>
        <CancelButton booking={booking} onCancel={onCancel} />
      </div>
    </li>
  );
}
