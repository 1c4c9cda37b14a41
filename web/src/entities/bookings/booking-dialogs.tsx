"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { DialogLoading } from "@/components/dialog-loading";
import { DialogBoundary } from "@/components/load-boundary";
import { useAccountNames } from "@/entities/accounts/accounts";
import type { Booking } from "@/lib/api/types";
import { closeBooking, useOpenBooking } from "./booking-link";

const loading = () => <DialogLoading />;

// Dialogs come when they are first asked for: a page that only shows its list does without them. Never
// from the server, which also gives each a boundary of its own: the list stays, with its focus.
const BookingDialog = dynamic(() => import("./booking-dialog"), { loading, ssr: false });
const CancelDialog = dynamic(() => import("./cancel-dialog"), { loading, ssr: false });

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
  const id = useOpenBooking();
  // Once one was open the dialog stays, so that it can fade out.
  const [wasOpen, setWasOpen] = useState(id !== null);
  if (id !== null && !wasOpen) setWasOpen(true);
  const askToCancel = (booking: Booking) =>
    setCancelling((last) => ({ booking, open: true, count: (last?.count ?? 0) + 1 }));
  const keep = () => setCancelling((last) => last && { ...last, open: false });
  const dialogs = (
    <>
      {wasOpen && (
        <DialogBoundary open={id !== null} onClose={closeBooking}>
          <BookingDialog id={id} onCancel={askToCancel} />
        </DialogBoundary>
      )}
      {cancelling && (
        <DialogBoundary key={cancelling.count} open={cancelling.open} onClose={keep}>
          <CancelDialog
            booking={cancelling.booking}
            accountName={nameOf(cancelling.booking.account_id)}
            open={cancelling.open}
            onClose={keep}
          />
        </DialogBoundary>
      )}
    </>
  );
  return { askToCancel, dialogs };
}
