import { useQuery } from "@tanstack/react-query";
import type { PlainDate } from "./dates/plain-date";
import { todayAt } from "./dates/today";
import { second } from "./durations";
import { facilityQuery } from "./queries/facility";
import { useNow } from "./use-now";

export interface FacilityClock {
  readonly timeZone: string;
  /** The moment it is there, in milliseconds, a few seconds late at most. */
  readonly now: number;
  readonly today: PlainDate;
  /** How far the facility's clock is ahead of this device's, in milliseconds. */
  readonly ahead: number;
}

const step = 15 * second;

/** Smaller differences are the time that the answer took. */
const noticeable = 5 * second;

/** The clock that slots begin by, which moves on by itself: devices whose own is wrong still show it right. */
export function useFacilityClock(): FacilityClock | undefined {
  const { data: facility, dataUpdatedAt } = useQuery(facilityQuery());
  const here = useNow(step);
  if (!facility) return undefined;
  const difference = Date.parse(facility.now) - dataUpdatedAt;
  const ahead = Math.abs(difference) < noticeable ? 0 : difference;
  const now = here === null ? Date.parse(facility.now) : here + ahead;
  return { timeZone: facility.time_zone, now, today: todayAt(now, facility), ahead };
}
