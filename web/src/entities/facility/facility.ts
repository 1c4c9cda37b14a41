import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Facility, GetFacilityResponse, Location, SubLocation } from "@/lib/api/types";
import { addDays, type PlainDate } from "@/lib/dates/plain-date";
import { minute, second } from "@/lib/durations";
import { queryRoots } from "@/lib/query-client";
import { useNow } from "@/lib/use-now";

/** The facility's locations, opening hours, time zone and time. Refetched because slots begin and the day turns. */
export function facilityQuery() {
  return queryOptions({
    queryKey: [queryRoots.facility],
    queryFn: ({ signal }) => api<GetFacilityResponse>("/api/facility", { signal }),
    select: (answer) => answer.facility,
    staleTime: minute,
    refetchInterval: minute,
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
  /** Slots of today up to this time, as `HH:MM:SS`, have begun. */
  readonly localTime: string;
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
  return { timeZone: facility.time_zone, now, ahead, ...dayAt(now, facility) };
}

/** The facility's day and time at a moment after they were fetched: the day may turn while the bridge is down. */
export function dayAt(moment: number, facility: Pick<Facility, "today" | "local_time" | "next_day_at">) {
  const { today, local_time: localTime, next_day_at } = facility;
  const isNextDay = moment >= Date.parse(next_day_at);
  return isNextDay ? { today: addDays(today, 1), localTime: "00:00:00" } : { today, localTime };
}

/** Whether a slot has begun, by the facility's local date and time. */
export function hasBegun(date: PlainDate, time: string, { today, localTime }: Pick<FacilityClock, "today" | "localTime">) {
  return date < today || (date === today && time.slice(0, 5) <= localTime.slice(0, 5));
}

/** Today, or tomorrow if the last slot that would do has begun. */
export function firstBookableDay({ today, localTime }: Pick<FacilityClock, "today" | "localTime">, lastSlot: string): PlainDate {
  return hasBegun(today, lastSlot, { today, localTime }) ? addDays(today, 1) : today;
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
