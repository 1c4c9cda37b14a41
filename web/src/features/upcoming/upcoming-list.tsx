"use client";

import { LocalDate } from "@/components/local-date";
import type { ComponentProps } from "react";
import { Countdown } from "@/components/countdown";
import { Card } from "@/components/ui/card";
import { type AccountName, useAccountNames } from "@/entities/accounts/accounts";
import { placeOf, When } from "@/entities/bookings/booking";
import { BookingLink } from "@/entities/bookings/booking-link";
import { CancelButton } from "@/entities/bookings/cancel-button";
import { NextAttempt } from "@/entities/bookings/next-attempt";
import { StatusBadge } from "@/entities/bookings/status-badge";
import type { FacilityClock } from "@/entities/facility/facility";
import type { Booking } from "@/lib/api/types";
import { formatTime } from "@/lib/format";
import type { Selection } from "./bulk-cancel";
import { byDay, type Day, nameOfDay } from "./days";
import { NextBooking } from "./next-booking";

interface Props {
  bookings: readonly Booking[];
  clock: FacilityClock;
  ofAccount: boolean;
  /** The chosen bookings; null while none are chosen. */
  selection: Selection | null;
  onCancel: (booking: Booking) => void;
  /** Called when the first slot begins, after which it is no longer upcoming. */
  onBegin: () => void;
}

export function UpcomingList({ bookings, clock, ofAccount, selection, onCancel, onBegin }: Props) {
  const nameOf = useAccountNames();
  // Each booking is a row while several are chosen.
  const first = selection ? undefined : bookings[0];
  const later = selection ? bookings : bookings.slice(1);
  return (
    <div className="flex flex-col gap-8">
      {first && (
        <NextBooking
          key={first.id}
          booking={first}
          clock={clock}
          nameOf={nameOf}
          onCancel={onCancel}
          onBegin={onBegin}
        />
      )}
      {byDay(later).map((day) => (
        <UpcomingDay
          key={day.date}
          day={day}
          clock={clock}
          nameOf={ofAccount ? null : nameOf}
          selection={selection}
          onCancel={onCancel}
        />
      ))}
    </div>
  );
}

interface DayProps extends Pick<ComponentProps<typeof UpcomingItem>, "nameOf" | "selection" | "onCancel"> {
  day: Day;
  clock: FacilityClock;
}

export function UpcomingDay({ day, clock, ...shared }: DayProps) {
  const name = nameOfDay(day.date, clock.today);
  const headingId = `day-${day.date}`;
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-2">
      <h2 id={headingId} className="flex items-baseline gap-2 text-lg font-semibold">
        {name !== undefined && <span>{name}</span>}
        <span className={name === undefined ? undefined : "font-sans text-sm font-normal tracking-normal text-muted-foreground"}>
          <LocalDate date={day.date} style="long" />
        </span>
      </h2>
      <Card className="overflow-hidden">
        <ul className="divide-y">
          {day.bookings.map((booking) => (
            <UpcomingItem key={booking.id} booking={booking} clock={clock} {...shared} />
          ))}
        </ul>
      </Card>
    </section>
  );
}

interface ItemProps {
  booking: Booking;
  clock: FacilityClock;
  /** Null for a list of one account, which shows no names. */
  nameOf: AccountName | null;
  selection: Selection | null;
  onCancel: (booking: Booking) => void;
}

export function UpcomingItem({ booking, clock, nameOf, selection, onCancel }: ItemProps) {
  return (
    <li className="relative grid [contain-intrinsic-block-size:auto_4rem] [content-visibility:auto] grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-2 px-4 py-3 transition-colors hover:bg-accent/50 sm:grid-cols-[4rem_1fr_8rem_8.5rem_5.5rem] sm:px-5">
      <BookingLink
        bookingId={booking.id}
        className="font-display text-lg font-semibold outline-offset-[-3px] after:absolute after:inset-0"
      >
        <span>{formatTime(booking.time_slot)}</span>
        <span className="sr-only">
          <span>, </span>
          <LocalDate date={booking.booking_date} />
          <span>{`, ${placeOf(booking)}: details`}</span>
        </span>
      </BookingLink>
      <div className="flex min-w-0 flex-col">
        <span className="font-medium">{placeOf(booking)}</span>
        {nameOf && (
          <span className="truncate text-sm text-muted-foreground">
            {nameOf(booking.account_id)}
          </span>
        )}
        <NextAttempt booking={booking} />
      </div>
      <Countdown
        until={booking.starts_at}
        ahead={clock.ahead}
        className="text-right text-sm whitespace-nowrap text-muted-foreground sm:text-left"
      />
      <span className="col-span-2 flex sm:col-span-1">
        <StatusBadge status={booking.status} />
      </span>
      <span className="text-right">
        {selection ? <Checkbox booking={booking} selection={selection} /> : <CancelButton booking={booking} onCancel={onCancel} />}
      </span>
    </li>
  );
}

function Checkbox({ booking, selection }: { booking: Booking; selection: Selection }) {
  return (
    <label className="relative z-10 inline-flex cursor-pointer items-center p-1.5">
      <input
        type="checkbox"
        className="size-5 accent-primary"
        checked={selection.has(booking)}
        onChange={() => selection.toggle(booking)}
      />
      <span className="sr-only">
        <span>Select </span>
        <When booking={booking} />
        <span>{`, ${placeOf(booking)}`}</span>
      </span>
    </label>
  );
}
