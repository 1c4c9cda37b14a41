"use client";

import { useEffect } from "react";
import { countdownText, near } from "@/lib/countdown-text";
import { minute, second } from "@/lib/durations";
import { useNow } from "@/lib/use-now";

interface Props {
  /** The moment that it counts down to, as the server sends it. */
  until: string;
  /** The difference between the server's clock and this device's, in milliseconds. */
  ahead: number;
  className?: string;
  /** Called at the moment, and every 5 seconds while it is still shown. */
  onReached?: () => void;
}

/** A refresh may come too early for the bridge, because small differences between the clocks are ignored. */
const askAgainMs = 5 * second;

/** The time until a moment. Its role is timer, which screen readers do not announce. */
export function Countdown({ until, ahead, className, onReached }: Props) {
  const target = Date.parse(until) - ahead;
  const sinceMinute = useNow(minute);
  const isNear = sinceMinute !== null && target - sinceMinute <= near + minute;
  const now = useNow(isNear ? second : minute);
  const reached = now !== null && target <= now;

  useEffect(() => {
    if (!reached || !onReached) return undefined;
    onReached();
    const timer = setInterval(onReached, askAgainMs);
    return () => clearInterval(timer);
  }, [reached, onReached]);

  if (now === null) return null;
  return (
    <time role="timer" dateTime={until} className={className}>
      {countdownText(target - now)}
    </time>
  );
}
