"use client";

import { useQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { Countdown } from "@/components/countdown";
import { ListState } from "@/components/list-state";
import { Card, CardContent, CardTitle } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useAccountNames } from "@/entities/accounts/accounts";
import { placeOf, When } from "@/entities/bookings/booking";
import { BookingLink } from "@/entities/bookings/booking-link";
import type { FacilityClock } from "@/entities/facility/facility";
import { waitingQuery } from "../api/live-queries";
import { nextAttempts } from "../next-attempts";

/** The bookings that are attempted next, with the time that is left. */
export function NextOpenings({ clock }: { clock: FacilityClock }) {
  const waiting = useQuery(waitingQuery());
  const nameOf = useAccountNames();
  return (
    <Card aria-label="Next attempts">
      <CardContent className="flex flex-col gap-4">
        <CardTitle>Next attempts</CardTitle>
        <ListState
          query={{ ...waiting, data: waiting.data && nextAttempts(waiting.data) }}
          name="next attempts"
          isEmpty={(next) => next.length === 0}
          empty={<Empty icon={Hourglass} title="No attempt is planned" className="py-6!" />}
          skeleton={<SkeletonRows rows={2} />}
        >
          {(next) => (
            <ol className="flex flex-col divide-y">
              {next.map(({ booking, at }) => (
                <li key={booking.id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2.5">
                  <BookingLink bookingId={booking.id} className="font-medium">
                    <span>{`${placeOf(booking)}, `}</span>
                    <When booking={booking} />
                  </BookingLink>
                  <Countdown until={at} ahead={clock.ahead} className="font-display text-lg font-semibold" />
                  <span className="w-full text-sm text-muted-foreground">{nameOf(booking.account_id)}</span>
                </li>
              ))}
            </ol>
          )}
        </ListState>
      </CardContent>
    </Card>
  );
}
