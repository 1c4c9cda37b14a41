import { queryOptions, skipToken } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { ExplainBookingResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";
import type { Draft } from "@/entities/bookings/draft";

/** Explains what would happen to the draft's first slot, if it were booked now. */
export function draftExplanationQuery(
  accountId: number | undefined,
  { date, location, subLocation, slots: [slot] }: Draft,
) {
  const known = accountId !== undefined && date !== undefined && location !== undefined && slot !== undefined;
  return queryOptions({
    queryKey: [queryRoots.bookings, "draft-explanation", accountId, date, location, subLocation, slot],
    queryFn: known
      ? ({ signal }) =>
          api<ExplainBookingResponse>("/api/bookings/explanation", {
            method: "POST",
            body: { accountId, bookingDate: date, location, subLocation, timeSlots: [slot] },
            signal,
          })
      : skipToken,
    select: (answer) => answer.explanation,
  });
}
