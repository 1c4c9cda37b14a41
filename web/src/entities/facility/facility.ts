import { TZDate } from "@date-fns/tz";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Facility, GetFacilityResponse } from "@/lib/api/types";
import { fromLocalDate, type PlainDate } from "@/lib/dates/plain-date";
import { minute, second } from "@/lib/durations";
import { queryRoots } from "@/lib/query-client";
import { useNow } from "@/lib/use-now";

/** The facility's time zone, and its "today", which is asked for again as the day may turn. */
export function facilityQuery() {
  return queryOptions({
    queryKey: [queryRoots.facility],
    queryFn: ({ signal }) => api<GetFacilityResponse>("/api/facility", { signal }),
    select: (answer) => answer.facility,
    staleTime: minute,
    refetchInterval: 5 * minute,
  });
}

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

/**
 * The facility's day at a moment since it was read: days turn between two reads, and while the bridge
 * is away. A clock that only ticks may lag behind the server's; the server's day is not taken back.
 */
export function todayAt(moment: number, facility: Pick<Facility, "today" | "time_zone">): PlainDate {
  const day = fromLocalDate(new TZDate(moment, facility.time_zone));
  return day > facility.today ? day : facility.today;
}

interface QueryState {
  readonly data: unknown;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly isEnabled: boolean;
  readonly errorUpdateCount: number;
  readonly refetch: () => Promise<unknown>;
}

/**
 * A list together with the facility, without which it cannot be asked for or shown, as one query: it is
 * loading, failed and tried again as the two are.
 */
export function withFacility<List extends QueryState>(list: List, facility: QueryState) {
  const refetch = () => Promise.all([facility.refetch(), list.isEnabled && list.refetch()]);
  return {
    ...list,
    error: list.error ?? facility.error,
    isFetching: list.isFetching || facility.isFetching,
    errorUpdateCount: list.errorUpdateCount + facility.errorUpdateCount,
    refetch,
  };
}
