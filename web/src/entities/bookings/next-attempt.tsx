"use client";

import { LocalMoment } from "@/components/local-date";
import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { Countdown } from "@/components/countdown";
import { useEngineState } from "@/entities/facility/engine";
import { type FacilityClock, useFacilityClock } from "@/entities/facility/facility";
import type { Booking } from "@/lib/api/types";
import { cn } from "@/lib/cn";
import { type Outlook, outlookOf } from "./due";

interface Props {
  booking: Booking;
  className?: string;
}

/** When a pending booking opens and is attempted. Nothing for other bookings, and without a facility. */
export function NextAttempt({ booking, className }: Props) {
  const clock = useFacilityClock();
  const paused = useEngineState() === "paused";
  const outlook = clock && outlookOf(booking, clock.now);
  if (!clock || !outlook) return null;
  return (
    <p className={cn("flex items-start gap-1.5 text-sm text-muted-foreground", className)}>
      <Hourglass aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        <span>{booking.waitlisted && "On the facility's waiting list. "}</span>
        <Words outlook={outlook} clock={clock} paused={paused} waitlisted={booking.waitlisted} />
      </span>
    </p>
  );
}

interface WordsProps {
  outlook: Outlook;
  clock: FacilityClock;
  paused: boolean;
  waitlisted: boolean;
}

function Words({ outlook, clock, paused, waitlisted }: WordsProps): ReactNode {
  if (outlook.kind === "opens") return <Opens {...outlook} clock={clock} paused={paused} />;
  const open = waitlisted ? "" : "Open. ";
  if (paused) return `${open}Automatic booking is paused.`;
  if (outlook.kind === "due") return waitlisted ? "A look is due now." : "An attempt is due now.";
  if (outlook.kind === "waits") return `${open}The details say why it waits.`;
  return (
    <>
      <span>{waitlisted ? "Next look " : "Next attempt "}</span>
      <Countdown until={outlook.at} ahead={clock.ahead} />
    </>
  );
}

interface OpensProps extends Pick<WordsProps, "clock" | "paused"> {
  at: string;
  planned: boolean;
}

function Opens({ at, planned, clock, paused }: OpensProps) {
  return (
    <>
      <span>Opens </span>
      <LocalMoment at={at} timeZone={clock.timeZone} format="opening" />
      <span> · </span>
      {planned && !paused ? (
        <Countdown until={at} ahead={clock.ahead} />
      ) : (
        <span>{paused ? "paused" : "no attempt is planned"}</span>
      )}
    </>
  );
}
