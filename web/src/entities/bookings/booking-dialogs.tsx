"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useAccountNames } from "@/entities/accounts/accounts";
import type { Booking } from "@/lib/api/types";
import { useOpenBooking } from "./booking-link";

// Loaded when first opened: a page that only shows its list does without the code of the dialogs.
const BookingDialog = dynamic(() => import("./booking-dialog"), { ssr: false });
const CancelDialog = dynamic(() => import("./cancel-dialog"), { ssr: false });

interface Cancelling {
  readonly booking: Booking;
  readonly open: boolean;
  /** Makes each dialog a new one, without the reason and the error of the one before. */
  readonly count: number;
}

/**
 * The dialogs that every list of bookings opens: a booking's details and the confirmation of a cancel. The
 * list owns them, not its rows, so that a row that leaves the list does not close its dialog.
 */
export function useBookingDialogs() {
  const [cancelling, setCancelling] = useState<Cancelling | null>(null);
  const nameOf = useAccountNames();
  const id = useOpenBooking();
  // The dialog stays mounted after it was open, so that it can fade out.
  const [wasOpen, setWasOpen] = useState(id !== null);
  if (id !== null && !wasOpen) setWasOpen(true);
  const askToCancel = (booking: Booking) =>
    setCancelling((last) => ({ booking, open: true, count: (last?.count ?? 0) + 1 }));
  const dialogs = (
    <>
      {wasOpen && <BookingDialog id={id} onCancel={askToCancel} />}
      {cancelling && (
        <CancelDialog
          key={cancelling.count}
          booking={cancelling.booking}
          accountName={nameOf(cancelling.booking.account_id)}
          open={cancelling.open}
          onClose={() => setCancelling((last) => last && { ...last, open: false })}
        />
      )}
    </>
  );
  return { askToCancel, dialogs };
}
