"use client";

import { useQuery } from "@tanstack/react-query";
import { Zap } from "lucide-react";
import { ListState } from "@/components/list-state";
import { LocalMoment } from "@/components/local-date";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardTitle } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useAccountNames } from "@/entities/accounts/accounts";
import { attemptName, latenessWords, outcomeWords, toneOf } from "@/entities/bookings/attempt-words";
import { placeOf, When } from "@/entities/bookings/booking";
import { BookingLink } from "@/entities/bookings/booking-link";
import { latestAttemptsQuery } from "../api/live-queries";

/** The latest attempts of all bookings, as they come in. */
export function AttemptFeed({ timeZone }: { timeZone: string }) {
  const attempts = useQuery(latestAttemptsQuery());
  const nameOf = useAccountNames();
  return (
    <Card aria-label="Latest attempts">
      <CardContent className="flex flex-col gap-4">
        <CardTitle>Latest attempts</CardTitle>
        <ListState
          query={attempts}
          name="attempts"
          isEmpty={(list) => list.length === 0}
          empty={<Empty icon={Zap} title="No attempts yet" className="py-6!" />}
          skeleton={<SkeletonRows rows={3} />}
        >
          {(list) => (
            <ol className="flex flex-col divide-y">
              {list.map((attempt) => (
                <li key={attempt.id} className="flex flex-col gap-1 py-2.5 text-sm">
                  <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                    <BookingLink bookingId={attempt.booking_id} className="font-medium">
                      <span>{`${placeOf(attempt)}, `}</span>
                      <When booking={attempt} />
                    </BookingLink>
                    <Badge variant={toneOf(attempt.outcome)}>{outcomeWords(attempt)}</Badge>
                  </span>
                  <span className="wrap-anywhere text-muted-foreground">
                    {`${nameOf(attempt.account_id)}, ${attemptName(attempt)}`}
                  </span>
                  <span className="flex flex-wrap gap-x-2 text-xs text-muted-foreground">
                    <LocalMoment at={attempt.sent_at ?? attempt.due_at} timeZone={timeZone} format="instant" />
                    <span>{latenessWords(attempt.lateness_ms)}</span>
                  </span>
                </li>
              ))}
            </ol>
          )}
        </ListState>
      </CardContent>
    </Card>
  );
}
