"use client";

import { useQuery } from "@tanstack/react-query";
import { LocalDate } from "@/components/local-date";
import { PageLink } from "@/components/page-link";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardTitle } from "@/components/ui/card";
import { accountsQuery } from "@/entities/accounts/accounts";
import { isActive, placeOf } from "@/entities/bookings/booking";
import { BookingLink } from "@/entities/bookings/booking-link";
import type { Account } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import { formatTime } from "@/lib/format";
import { bookingsOfDayQuery } from "../api/live-queries";

const words: Readonly<Record<Account["sign_in"], string>> = {
  ready: "Signed in",
  needed: "Sign-in needed",
  expired: "Sign-in ended",
  unknown: "Not signed in yet",
};

const tones = { ready: "confirmed", needed: "failed", expired: "neutral", unknown: "neutral" } as const;

/** The accounts that are listed. */
const most = 20;

/** The accounts with their sign-in and what they hold on the day of the slots: first those that need a person, then those that hold something. */
export function AccountStates({ date }: { date: PlainDate }) {
  const { data: accounts = [] } = useQuery(accountsQuery());
  const { data: bookings = [] } = useQuery(bookingsOfDayQuery(date));
  const active = bookings.filter(({ status }) => isActive(status));
  if (accounts.length === 0) return null;
  const holds = new Set(active.map(({ account_id }) => account_id));
  const rank = ({ id, sign_in }: Account) => (sign_in === "needed" ? 0 : holds.has(id) ? 1 : 2);
  const shown = [...accounts].sort((one, other) => rank(one) - rank(other)).slice(0, most);
  return (
    <Card aria-label="Accounts on this day">
      <CardContent className="flex flex-col gap-4">
        <CardTitle>
          <span>Accounts on </span>
          <LocalDate date={date} />
        </CardTitle>
        <ul className="flex flex-col divide-y">
          {shown.map(({ id, netid, sign_in }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5 text-sm">
              <span className="font-medium wrap-anywhere">{netid}</span>
              <Badge variant={tones[sign_in]}>{words[sign_in]}</Badge>
              <span className="flex w-full flex-wrap gap-x-3 text-muted-foreground">
                {active
                  .filter(({ account_id }) => account_id === id)
                  .map((booking) => (
                    <BookingLink key={booking.id} bookingId={booking.id}>
                      {`${placeOf(booking)} ${formatTime(booking.time_slot)}`}
                    </BookingLink>
                  ))}
              </span>
            </li>
          ))}
        </ul>
        {accounts.length > most && (
          <PageLink href="?tab=accounts" className="w-fit text-sm underline underline-offset-4">
            {`${(accounts.length - most).toLocaleString("en")} more in Accounts`}
          </PageLink>
        )}
      </CardContent>
    </Card>
  );
}
