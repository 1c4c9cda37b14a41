import type { Booking } from "@/lib/api/types";
import { minute, second } from "@/lib/durations";

/** Within this time of an attempt a list is refreshed every two seconds. */
const soon = 30 * second;
const often = 2 * second;
const sometimes = 10 * second;

type Pending = Pick<Booking, "status" | "opens_at" | "next_attempt_at">;

/** A pending booking's next event, from the facility's clock in Unix milliseconds. */
export type Outlook =
  | { readonly kind: "opens"; readonly at: string; readonly planned: boolean }
  | { readonly kind: "again"; readonly at: string }
  | { readonly kind: "due" }
  | { readonly kind: "waits" };

/** Undefined for a booking that nothing is attempted for: it is not pending, or no facility is connected. */
export function outlookOf(booking: Pending, now: number): Outlook | undefined {
  const { status, opens_at: opensAt, next_attempt_at: next } = booking;
  if (status !== "pending" || opensAt === null) return undefined;
  if (next !== null && Date.parse(next) <= now) return { kind: "due" };
  if (Date.parse(opensAt) > now) return { kind: "opens", at: opensAt, planned: next !== null };
  return next === null ? { kind: "waits" } : { kind: "again", at: next };
}

/** The milliseconds until bookings should be refreshed, because an attempt may change them; false for never. */
export function refreshAfter(bookings: readonly Pending[], now: number): number | false {
  const waits = bookings.map((booking) => waitOf(booking, now)).filter((wait) => wait !== undefined);
  return waits.length === 0 ? false : Math.min(...waits);
}

function waitOf(booking: Pending, now: number): number | undefined {
  const outlook = outlookOf(booking, now);
  // An attempt may be under way, or a person has to act.
  if (outlook?.kind === "waits") return sometimes;
  const { next_attempt_at: next } = booking;
  if (outlook === undefined || next === null) return undefined;
  const remaining = Date.parse(next) - now;
  // Long overdue, because attempts are paused or the bridge is busy.
  if (remaining < -minute) return sometimes;
  return remaining <= soon ? often : Math.min(remaining - soon, minute);
}
