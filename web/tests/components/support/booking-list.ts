import { HttpResponse } from "msw";
import type { Booking } from "@/lib/api/types";

/** The bookings that a request asks for. */
export function matching(bookings: readonly Booking[], request: Request): readonly Booking[] {
  const query = new URL(request.url).searchParams;
  const matches = (name: string, value: string) => (query.get(name) ?? value) === value;
  return bookings.filter(
    ({ booking_date, status, account_id }) =>
      matches("date", booking_date) && matches("status", status) && matches("accountId", String(account_id)),
  );
}

/** The answer to a request for a list of bookings. */
export function list(bookings: readonly Booking[], request: Request) {
  const found = matching(bookings, request);
  return HttpResponse.json({ success: true, bookings: found, count: found.length, next_cursor: null });
}
