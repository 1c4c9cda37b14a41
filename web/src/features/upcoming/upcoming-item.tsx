import { BookingLink } from "@/components/bookings/booking-link";
import { CancelButton } from "@/components/bookings/cancel-button";
import { StatusBadge } from "@/components/status-badge";
import type { Booking } from "@/lib/api/types";
import { placeOf } from "@/lib/bookings/place";
import { formatDate, formatTime } from "@/lib/dates/format";
import type { AccountName } from "@/lib/queries/account-names";
import type { FacilityClock } from "@/lib/facility-clock";
import { Countdown } from "./countdown";

interface Props {
  booking: Booking;
  clock: FacilityClock;
  /** Tells whose it is; null where the list is of one account. */
  nameOf: AccountName | null;
  onCancel: (booking: Booking) => void;
}

export function UpcomingItem({ booking, clock, nameOf, onCancel }: Props) {
  return (
    <li className="relative grid grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-2 px-4 py-3 transition-colors hover:bg-accent/50 sm:grid-cols-[4rem_1fr_8rem_8.5rem_5.5rem] sm:px-5">
      <BookingLink
        bookingId={booking.id}
        aria-label={`${formatTime(booking.time_slot)}, ${formatDate(booking.booking_date)}: details`}
        className="font-display text-lg font-semibold outline-offset-[-3px] after:absolute after:inset-0"
      >
        {formatTime(booking.time_slot)}
      </BookingLink>
      <p className="flex min-w-0 flex-col">
        <span className="font-medium">{placeOf(booking)}</span>
        {nameOf && (
          <span className="truncate text-sm text-muted-foreground">
            {nameOf(booking.account_id)}
          </span>
        )}
      </p>
      <Countdown
        booking={booking}
        clock={clock}
        className="text-right text-sm whitespace-nowrap text-muted-foreground sm:text-left"
      />
      <span className="col-span-2 flex sm:col-span-1">
        <StatusBadge status={booking.status} />
      </span>
      <span className="text-right">
        <CancelButton booking={booking} onCancel={onCancel} />
      </span>
    </li>
  );
}
