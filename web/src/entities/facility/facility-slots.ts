import { queryOptions, skipToken } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetSlotsResponse, Location, Slot } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import { second } from "@/lib/durations";
import { queryRoots } from "@/lib/query-client";

/** The facility's slots of a day at a location. The bridge keeps them for 30 seconds. */
export function slotsQuery(location: Location | undefined, date: PlainDate | undefined) {
  const known = location !== undefined && date !== undefined;
  return queryOptions({
    queryKey: [queryRoots.slots, location, date],
    queryFn: known
      ? ({ signal }) => api<GetSlotsResponse>("/api/slots", { query: { location, date }, signal })
      : skipToken,
    refetchInterval: 30 * second,
  });
}

/** The part of a slot that a person decides by. */
export type Availability = Pick<Slot, "state" | "remaining_capacity">;

/** So few places count as few left. */
const few = 3;

/** The words for a slot's state. The moment of an opening is shown next to them. */
export function slotWords({ state, remaining_capacity: left }: Availability): string {
  switch (state) {
    case "open":
      if (left === null) return "Open";
      return left <= few ? `${left} left` : `Open, ${left} left`;
    case "full":
      return "Full";
    case "not_open_yet":
      return "Not open yet";
    case "past":
      return "Over";
    case "unknown":
      return "Not known";
  }
}
