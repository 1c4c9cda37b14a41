"use client";

import { useQuery } from "@tanstack/react-query";
import { ListState } from "@/components/list-state";
import { Empty } from "@/components/ui/empty";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Booking } from "@/lib/api/types";
import { useAccountNames } from "@/lib/queries/account-names";
import { bookingLogsQuery } from "@/lib/queries/booking-logs";
import { facilityQuery } from "@/lib/queries/facility";
import { ScrollText } from "lucide-react";
import { BookingFacts } from "./booking-facts";
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
