import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetBookingResponse } from "@/lib/api/types";
import { queryRoots } from "./keys";

export function bookingQuery(id: number) {
  return queryOptions({
    queryKey: [queryRoots.bookings, "one", id],
    queryFn: ({ signal }) => api<GetBookingResponse>(`/api/bookings/${id}`, { signal }),
    select: (answer) => answer.booking,
  });
}
