import { api } from "@/lib/api/client";
import { limits } from "@/lib/api/generated";
import type { Booking, GetBookingsResponse } from "@/lib/api/types";
import { nextCursor } from "@/lib/queries/next-cursor";
import { type Filters, listQuery } from "./filters";
import { listPath } from "./list-path";

/** The most that the server answers at once. */
const limit = limits.GetBookingsRequest.limit.maximum;

/** Every booking that matches, page by page: a list of any length never waits in one answer. */
export async function* matchingBookings(
  accountId: number | null,
  filters: Filters,
): AsyncGenerator<readonly Booking[]> {
  let cursor: string | null = null;
  do {
    const answer: GetBookingsResponse = await api<GetBookingsResponse>(listPath(accountId), {
      query: { ...listQuery(filters), cursor, limit },
    });
    yield answer.bookings;
    cursor = nextCursor(answer);
  } while (cursor !== null);
}
