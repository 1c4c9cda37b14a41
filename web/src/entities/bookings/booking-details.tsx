"use client";

import { LocalMoment } from "@/components/local-date";
import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { ListState } from "@/components/list-state";
import { Empty } from "@/components/ui/empty";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useAccountNames } from "@/entities/accounts/accounts";
import { facilityQuery, subLocationsOf, useFacilityClock } from "@/entities/facility/facility";
import type { Booking } from "@/lib/api/types";
import { formatZone } from "@/lib/format";
import { AttemptList } from "./attempt-list";
import { bookingLogsQuery } from "./booking-queries";
import { BookingTimeline } from "./booking-timeline";
import { NextStep } from "./next-step";

interface Props {
  booking: Booking;
  /** The time until an attempt may change it, for `refetchInterval`. */
  refetchInterval: number | false;
}

/** A booking's next step, its fields, its attempts and its audit trail. */
export function BookingDetails({ booking, refetchInterval }: Props) {
  const logs = useQuery(bookingLogsQuery(booking.id));
  const { data: facility } = useQuery(facilityQuery());
  const nameOf = useAccountNames();
  // Until the facility's time zone is known, timestamps are shown in UTC, as the bridge sends them.
  const timeZone = facility?.time_zone ?? "UTC";
  const isConnected = facility !== undefined && facility.connection !== null;
  return (
    <>
      {isConnected && <NextStep booking={booking} refetchInterval={refetchInterval} />}
      <BookingFacts
        booking={booking}
        accountName={nameOf(booking.account_id)}
        hasSubLocations={subLocationsOf(facility, booking.location).length > 0}
        timeZone={timeZone}
      />
      {isConnected && (
        <AttemptList bookingId={booking.id} timeZone={timeZone} refetchInterval={refetchInterval} />
      )}
      <section className="flex flex-col gap-4 border-t pt-5">
        <h3 className="font-semibold">Audit trail</h3>
        <ListState
          query={logs}
          name="audit trail"
          isEmpty={(entries) => entries.length === 0}
          empty={<Empty icon={ScrollText} title="No entries" className="py-6!" />}
          skeleton={<SkeletonRows rows={3} />}
        >
          {(entries) => <BookingTimeline logs={entries} timeZone={timeZone} />}
        </ListState>
      </section>
      <p className="text-xs text-muted-foreground">{`Times are shown in ${formatZone(timeZone)}.`}</p>
    </>
  );
}

interface FactsProps {
  booking: Booking;
  accountName: string;
  hasSubLocations: boolean;
  timeZone: string;
}

function BookingFacts({ booking, accountName, hasSubLocations, timeZone }: FactsProps) {
  const clock = useFacilityClock();
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 text-sm">
      {booking.error_message !== null && (
        <Fact name="Error" wide>
          {booking.error_message}
        </Fact>
      )}
      <Fact name="Booking">{`#${booking.id}`}</Fact>
      <Fact name="Account">{accountName}</Fact>
      <Fact name="Reference">{booking.booking_reference ?? "None"}</Fact>
      <Fact name="Location">{booking.location}</Fact>
      {hasSubLocations && <Fact name="Sub-location">{booking.sub_location ?? "Any"}</Fact>}
      <Fact name="Auto-retry">
        {booking.auto_retry ? `Every ${booking.retry_interval} s` : "Off"}
      </Fact>
      {booking.opens_at !== null && (
        <>
          <Fact name={clock && Date.parse(booking.opens_at) > clock.now ? "Opens" : "Opened"}>
            <LocalMoment at={booking.opens_at} timeZone={timeZone} />
          </Fact>
          <Fact name="Attempts">{booking.attempts}</Fact>
        </>
      )}
      <Fact name="Created">
        <LocalMoment at={booking.created_at} timeZone={timeZone} />
      </Fact>
      <Fact name="Last changed">
        <LocalMoment at={booking.updated_at} timeZone={timeZone} />
      </Fact>
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
