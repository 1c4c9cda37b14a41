import { day, hour, minute, second } from "@/lib/durations";

/** Below this remaining time the countdown shows seconds. */
export const near = hour;

/** The remaining time, in milliseconds, in its two largest units. */
export function countdownText(remaining: number): string {
  if (remaining <= 0) return "Now";
  if (remaining < near) return `in ${clock(remaining)}`;
  const days = Math.floor(remaining / day);
  const hours = Math.floor((remaining % day) / hour);
  const minutes = Math.floor((remaining % hour) / minute);
  if (days > 0) return `in ${days} d${hours > 0 ? ` ${hours} h` : ""}`;
  return `in ${hours} h${minutes > 0 ? ` ${minutes} min` : ""}`;
}

function clock(remaining: number): string {
  const seconds = Math.ceil(remaining / second);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} min`;
}
