import { TZDate } from "@date-fns/tz";
import type { Facility } from "@/lib/api/types";
import { fromLocalDate, type PlainDate } from "./plain-date";

/**
 * The facility's day at a moment since it was read: days turn between two reads, and while the bridge
 * is away. A clock that only ticks may lag behind the server's; the server's day is not taken back.
 */
export function todayAt(moment: number, facility: Pick<Facility, "today" | "time_zone">): PlainDate {
  const day = fromLocalDate(new TZDate(moment, facility.time_zone));
  return day > facility.today ? day : facility.today;
}
