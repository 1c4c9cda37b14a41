import { TZDate } from "@date-fns/tz";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Facility, GetFacilityResponse, Location, SubLocation } from "@/lib/api/types";
import { fromLocalDate, type PlainDate } from "@/lib/dates/plain-date";
import { minute, second } from "@/lib/durations";
import { queryRoots } from "@/lib/query-client";
import { useNow } from "@/lib/use-now";

/** The facility's locations, opening hours, time zone and today. Refetched because the day may turn. */
export function facilityQuery() {
  return queryOptions({
    queryKey: [queryRoots.facility],
    queryFn: ({ signal }) => api<GetFacilityResponse>("/api/facility", { signal }),
    select: (answer) => answer.facility,
    staleTime: minute,
    refetchInterval: 5 * minute,
  });
}

/** The facility's locations and their sub-locations. */
export interface Places {
  readonly locations: readonly { readonly name: Location; readonly sub_locations: readonly SubLocation[] }[];
}

/** The parts that a location is divided into. Empty if it has none, or while the facility is loading. */
export function subLocationsOf(
  facility: Places | undefined,
  location: Location | undefined,
): readonly SubLocation[] {
  return facility?.locations.find(({ name }) => name === location)?.sub_locations ?? [];
}

export interface FacilityClock {
  readonly timeZone: string;
  /** The current time by the facility's clock, in Unix milliseconds, at most 15 seconds late. */
  readonly now: number;
  readonly today: PlainDate;
  /** The difference between the facility's clock and this device's, in milliseconds. */
  readonly ahead: number;
}

const step = 15 * second;

/** Smaller differences between the clocks are taken for the duration of the request. */
const noticeable = 5 * second;

/** The facility's clock, by which slots begin. Right even if this device's clock is wrong. */
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
 * The facility's day at a time after it was fetched: the day may turn between two fetches, or while the bridge
 * is down. Never earlier than the server's day, because `moment` may lag behind the server's clock.
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

/** One query of a list and of the facility that it needs: loading, failed and retried together. */
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
