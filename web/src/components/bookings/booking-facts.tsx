import type { ReactNode } from "react";
import type { Booking } from "@/lib/api/types";
import { hasSubLocations } from "@/lib/bookings/place";
import { formatMoment } from "@/lib/dates/format";

interface Props {
  booking: Booking;
  accountName: string;
  timeZone: string;
}

/** Everything that is stored about a booking beside its slot, place and status. */
export function BookingFacts({ booking, accountName, timeZone }: Props) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 text-sm">
      <Fact name="Booking">#{booking.id}</Fact>
      <Fact name="Account">{accountName}</Fact>
      <Fact name="Reference">{booking.booking_reference ?? "None"}</Fact>
      <Fact name="Location">{booking.location}</Fact>
      {hasSubLocations(booking.location) && (
        <Fact name="Sub-location">{booking.sub_location ?? "Any"}</Fact>
      )}
      <Fact name="Automatic retry">
        {booking.auto_retry ? "On" : "Off"}, interval {booking.retry_interval} s
      </Fact>
      <Fact name="Created">
        <bdi>{formatMoment(booking.created_at, timeZone)}</bdi>
      </Fact>
      <Fact name="Last changed">
        <bdi>{formatMoment(booking.updated_at, timeZone)}</bdi>
      </Fact>
      {booking.error_message !== null && (
        <Fact name="Error" wide>
          {booking.error_message}
        </Fact>
      )}
    </dl>
  );
}

interface FactProps {
  name: string;
  wide?: boolean;
  children: ReactNode;
}

function Fact({ name, wide = false, children }: FactProps) {
  return (
    <div className={wide ? "col-span-2" : undefined}>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="mt-0.5 font-medium wrap-anywhere">{children}</dd>
    </div>
  );
}
