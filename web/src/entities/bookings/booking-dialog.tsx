"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { QueryError, useQueryError } from "@/components/error-notice";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Booking } from "@/lib/api/types";
import { placeOf, When } from "./booking";
import { BookingActions } from "./booking-actions";
import { BookingDetails } from "./booking-details";
import { closeBooking, returnFocusTo } from "./booking-link";
import { bookingQuery, refreshBookings, useRefreshAfter } from "./booking-queries";
import { StatusBadge } from "./status-badge";

interface Props {
  /** The booking in the URL; null while none is open. */
  id: number | null;
  onCancel: (booking: Booking) => void;
}

/** Shows a booking over the list. */
export default function BookingDialog({ id, onCancel }: Props) {
  // While the dialog fades out, it keeps showing its booking.
  const [shown, setShown] = useState(id);
  if (id !== null && id !== shown) setShown(id);
  return (
    <Dialog open={id !== null} onOpenChange={(open) => open || closeBooking()}>
      {shown !== null && <Content key={shown} id={shown} onCancel={onCancel} />}
    </Dialog>
  );
}

function Content({ id, onCancel }: Props & { id: number }) {
  const refreshAfter = useRefreshAfter();
  const query = useQuery({
    ...bookingQuery(id),
    refetchInterval: ({ state }) => refreshAfter(state.data && [state.data.booking]),
  });
  const error = useQueryError(query);
  const booking = query.data;
  useRefreshOnChange(booking);
  return (
    <DialogContent
      title={booking ? <When booking={booking} /> : `Booking #${id}`}
      onOpenerGone={() => returnFocusTo(id)}
    >
      {booking && (
        <p className="-mt-2 flex flex-wrap items-center gap-3">
          <span aria-live="polite">
            <StatusBadge status={booking.status} />
          </span>
          <span className="font-medium">{placeOf(booking)}</span>
        </p>
      )}
      {error && <QueryError title="The booking could not be loaded" error={error} query={query} />}
      {!booking && !error && (
        <div role="status">
          <span className="sr-only">Loading the booking</span>
          <SkeletonRows rows={4} />
        </div>
      )}
      {booking && <BookingDetails booking={booking} refetchInterval={refreshAfter([booking])} />}
      {booking && <BookingActions booking={booking} onCancel={onCancel} />}
    </DialogContent>
  );
}

/** Refreshes the lists, the attempts and the audit trail when an attempt has changed the booking. */
function useRefreshOnChange(booking: Booking | undefined): void {
  const client = useQueryClient();
  const state = booking && `${booking.status} ${booking.attempts} ${booking.updated_at}`;
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== undefined && before.current !== state) void refreshBookings(client);
    before.current = state;
  }, [client, state]);
}
