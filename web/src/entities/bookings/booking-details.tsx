"use client";

import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { ListState } from "@/components/list-state";
import { Empty } from "@/components/ui/empty";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useAccountNames } from "@/entities/accounts/accounts";
import { facilityQuery } from "@/entities/facility/facility";
import type { Booking } from "@/lib/api/types";
import { formatMoment } from "@/lib/format";
import { hasSubLocations } from "./booking";
import { bookingLogsQuery } from "./booking-queries";
import { BookingTimeline } from "./booking-timeline";

/** A booking's fields and the story of how it came to them. */
export function BookingDetails({ booking }: { booking: Booking }) {
  const logs = useQuery(bookingLogsQuery(booking.id));
  const { data: facility } = useQuery(facilityQuery());
  const nameOf = useAccountNames();
  // Until the facility's zone is known, moments are shown as the wire has them: in UTC.
  const timeZone = facility?.time_zone ?? "UTC";
  return (
    <>
      <BookingFacts booking={booking} accountName={nameOf(booking.account_id)} timeZone={timeZone} />
      <section className="flex flex-col gap-4 border-t pt-5">
        <h3 className="font-semibold">Audit trail</h3>
        <ListState
          query={logs}
          name="audit trail"
          isEmpty={(entries) => entries.length === 0}
          empty={<Empty icon={ScrollText} title="Nothing is recorded" className="py-6!" />}
          skeleton={<SkeletonRows rows={3} />}
        >
          {(entries) => <BookingTimeline logs={entries} timeZone={timeZone} />}
        </ListState>
      </section>
      <p className="text-xs text-muted-foreground">
        Moments are on the clock of {timeZone.replaceAll("_", " ")}.
      </p>
    </>
  );
}

interface BookingFactsProps {
  booking: Booking;
  accountName: string;
  timeZone: string;
}

/** Everything that is stored about a booking beside its slot, place and status. */
export function BookingFacts({ booking, accountName, timeZone }: BookingFactsProps) {
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
