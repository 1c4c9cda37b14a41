import { useQuery } from "@tanstack/react-query";
import type { Draft } from "@/entities/bookings/draft";
import { useConnection } from "@/entities/facility/engine";
import { slotsQuery } from "@/entities/facility/facility-slots";
import { availabilityByTime } from "./availability";

/**
 * The facility's slots at the draft's place on its day. Empty without a facility and while it has not answered: the form
 * waits for it nowhere.
 */
export function useAvailability({ date, location, subLocation }: Draft) {
  const isConnected = useConnection() !== undefined;
  const { data, isError } = useQuery({
    ...slotsQuery(location, date),
    ...(!isConnected && { enabled: false }),
  });
  const byTime = availabilityByTime(isError ? [] : (data?.slots ?? []), subLocation);
  const isUntold = Array.from(byTime.values()).some(({ state }) => state === "unknown");
  return { byTime, isUnknown: isError || isUntold };
}
