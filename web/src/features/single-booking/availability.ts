import type { Availability } from "@/entities/facility/facility-slots";
import type { Slot, SubLocation } from "@/lib/api/types";
import { formatTime } from "@/lib/format";

/** The states of two halves, of which the better one counts when either will do. */
const bestFirst: readonly Slot["state"][] = ["open", "not_open_yet", "unknown", "full", "past"];

type Listed = Availability & Pick<Slot, "time" | "sub_location">;

/** The availability at each time, as `HH:MM`, of a half; `null` is whichever half is better. */
export function availabilityByTime(
  slots: readonly Listed[],
  half: SubLocation | null,
): ReadonlyMap<string, Availability> {
  const byTime = new Map<string, Availability>();
  for (const slot of slots) {
    if (half !== null && slot.sub_location !== half) continue;
    const time = formatTime(slot.time);
    const other = byTime.get(time);
    byTime.set(time, other ? either(other, slot) : slot);
  }
  return byTime;
}

function either(one: Availability, other: Availability): Availability {
  if (one.state !== other.state) return rank(one) < rank(other) ? one : other;
  const [left, more] = [one.remaining_capacity, other.remaining_capacity];
  return { state: one.state, remaining_capacity: left === null || more === null ? null : left + more };
}

function rank({ state }: Availability): number {
  return bestFirst.indexOf(state);
}
