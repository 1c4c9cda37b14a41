import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetFacilityResponse } from "@/lib/api/types";
import { minute } from "../durations";
import { queryRoots } from "./keys";

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
