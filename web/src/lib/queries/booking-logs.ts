import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetBookingLogsResponse } from "@/lib/api/types";
import { queryRoots } from "./keys";

/** A booking's audit trail, oldest entry first. */
export function bookingLogsQuery(id: number) {
  return queryOptions({
    queryKey: [queryRoots.bookings, "logs", id],
    queryFn: ({ signal }) => api<GetBookingLogsResponse>(`/api/bookings/${id}/logs`, { signal }),
    select: (answer) => answer.logs,
  });
}
