import { LocalDate } from "@/components/local-date";
import { MapPin, UserRound } from "lucide-react";
import { BookingLink } from "@/entities/bookings/booking-link";
import { NextAttempt } from "@/entities/bookings/next-attempt";
import { StatusBadge } from "@/entities/bookings/status-badge";
import { Countdown } from "@/components/countdown";
import { Button } from "@/components/ui/button";
import type { Booking } from "@/lib/api/types";
import { isCancellable, placeOf } from "@/entities/bookings/booking";
import { formatTime } from "@/lib/format";
import type { AccountName } from "@/entities/accounts/accounts";
import type { FacilityClock } from "@/entities/facility/facility";
import { nameOfDay } from "./days";

interface Props {
  booking: Booking;
  clock: FacilityClock;
  nameOf: AccountName;
  onCancel: (booking: Booking) => void;
  onBegin: () => void;
}

/** The next booking, in large type. */
export function NextBooking({ booking, clock, nameOf, onCancel, onBegin }: Props) {
  const dayName = nameOfDay(booking.booking_date, clock.today);
  return (
    <section
      aria-labelledby="next-booking"
      className="relative overflow-hidden rounded-xl bg-band px-5 py-3.5 text-band-foreground shadow-sm sm:px-6"
    >
      <span aria-hidden className="absolute inset-y-0 left-0 w-1.5 bg-ball" />
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-80 flex-wrap items-baseline gap-x-5 gap-y-0.5">
          <h2 id="next-booking" className="w-full font-sans text-xs tracking-normal text-band-muted">
            Next booking
          </h2>
          <p className="font-display text-2xl font-semibold tracking-tight text-ball">
            <Countdown until={booking.starts_at} ahead={clock.ahead} onReached={onBegin} />
          </p>
          <p className="font-medium">
            <BookingLink bookingId={booking.id} className="font-medium focus-visible:outline-ball">
              {dayName !== undefined && <span>{`${dayName}, `}</span>}
              <LocalDate date={booking.booking_date} style={dayName === undefined ? "long" : "short"} />
              <span>{`, ${formatTime(booking.time_slot)}`}</span>
            </BookingLink>
          </p>
          <p className="flex flex-wrap items-center gap-x-5 gap-y-1 text-band-muted [&_svg]:size-4 [&_svg]:shrink-0">
            <span className="flex items-center gap-1.5">
              <MapPin aria-hidden />
              {placeOf(booking)}
            </span>
            <span className="flex min-w-0 items-center gap-1.5">
              <UserRound aria-hidden />
              <span className="truncate">{nameOf(booking.account_id)}</span>
            </span>
          </p>
          <NextAttempt booking={booking} className="w-full text-band-muted!" />
        </div>
        <div className="flex items-center gap-3">
          <StatusBadge status={booking.status} />
          {isCancellable(booking, clock.now) && (
            <Button
              variant="outline"
              size="small"
              className="border-band-muted! bg-transparent! text-band-foreground! hover:bg-white/10! focus-visible:outline-ball"
              onClick={() => onCancel(booking)}
            >
              <span>Cancel</span>
              <span className="sr-only"> the next booking</span>
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
