"use client";

import { useState } from "react";
import type { Booking } from "@/lib/api/types";
import { useAccountNames } from "@/lib/queries/account-names";
import { BookingDialog } from "./booking-dialog";
import { CancelDialog } from "./cancel-dialog";

interface Cancelling {
  readonly booking: Booking;
  readonly open: boolean;
  /** Counts the questions: each starts without the reason and the error of the one before. */
  readonly count: number;
}

/**
 * What every list of bookings opens: a booking's details and the question before a cancel. They
 * belong to the list and not to its rows, so that a row that goes away takes no dialog with it.
 */
export function useBookingDialogs() {
  const [cancelling, setCancelling] = useState<Cancelling | null>(null);
  const nameOf = useAccountNames();
  const askToCancel = (booking: Booking) =>
    setCancelling((last) => ({ booking, open: true, count: (last?.count ?? 0) + 1 }));
  const dialogs = (
    <>
      <BookingDialog onCancel={askToCancel} />
      {cancelling && (
        <CancelDialog
          key={cancelling.count}
          booking={cancelling.booking}
          accountName={nameOf(cancelling.booking.account_id)}
          open={cancelling.open}
          onClose={() => setCancelling({ ...cancelling, open: false })}
        />
      )}
    </>
  );
  return { askToCancel, dialogs };
}
