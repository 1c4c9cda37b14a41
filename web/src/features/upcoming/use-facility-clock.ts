import { useQuery } from "@tanstack/react-query";
import { todayAt } from "@/lib/dates/today";
import { facilityQuery } from "@/lib/queries/facility";
import { useNow } from "@/lib/use-now";
import { minute } from "./countdown-text";

export interface FacilityClock {
  readonly timeZone: string;
  readonly today: string;
  /** How far the facility's clock is ahead of this device's, in milliseconds. */
  readonly ahead: number;
}

/** Smaller differences are the time that the answer took. */
const noticeable = 5_000;

/** The clock that slots begin by: devices whose own clock is wrong still count down right. */
export function useFacilityClock(): FacilityClock | undefined {
  const { data: facility, dataUpdatedAt } = useQuery(facilityQuery());
  const now = useNow(minute);
  if (!facility) return undefined;
  const difference = Date.parse(facility.now) - dataUpdatedAt;
  const ahead = Math.abs(difference) < noticeable ? 0 : difference;
  const today = now === null ? facility.today : todayAt(now + ahead, facility);
  return { timeZone: facility.time_zone, today, ahead };
}
