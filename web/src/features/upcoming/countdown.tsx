"use client";

import { useEffect } from "react";
import type { FacilityClock } from "@/entities/facility/facility";
import type { Booking } from "@/lib/api/types";
import { slotMoment } from "@/lib/dates/plain-date";
import { minute, second } from "@/lib/durations";
import { useNow } from "@/lib/use-now";
import { countdownText, near } from "./countdown-text";

interface Props {
  booking: Booking;
  clock: FacilityClock;
  className?: string;
  /** Called when the slot begins, and every 5 seconds while it is still shown. */
  onBegin?: () => void;
}

/** A refresh may come too early for the bridge, because small differences between the clocks are ignored. */
const askAgainMs = 5 * second;

/** The time until a slot begins. Its role is timer, which screen readers do not announce. */
export function Countdown({ booking, clock, className, onBegin }: Props) {
  const begin = slotMoment(booking.booking_date, booking.time_slot, clock.timeZone);
  const target = begin.getTime() - clock.ahead;
  const sinceMinute = useNow(minute);
  const isNear = sinceMinute !== null && target - sinceMinute <= near + minute;
  const now = useNow(isNear ? second : minute);
  const begun = now !== null && target <= now;

  useEffect(() => {
    if (!begun || !onBegin) return undefined;
    onBegin();
    const timer = setInterval(onBegin, askAgainMs);
    return () => clearInterval(timer);
  }, [begun, onBegin]);

  if (now === null) return null;
  return (
    <time role="timer" dateTime={begin.toISOString()} className={className}>
      {countdownText(target - now)}
    </time>
  );
}
