"use client";

import type { Booking } from "@/lib/api/types";
import { useAccountNames } from "@/lib/queries/account-names";
import type { FacilityClock } from "@/lib/facility-clock";
import { byDay } from "./days";
import { NextBooking } from "./next-booking";
import { UpcomingDay } from "./upcoming-day";

interface Props {
  bookings: readonly Booking[];
  clock: FacilityClock;
  ofAccount: boolean;
  onCancel: (booking: Booking) => void;
  /** Called when the first slot begins, with which it leaves the list. */
  onBegin: () => void;
}

export function UpcomingList({ bookings, clock, ofAccount, onCancel, onBegin }: Props) {
  const nameOf = useAccountNames();
  const [first, ...later] = bookings;
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
          onCancel={onCancel}
        />
      ))}
    </div>
  );
}
