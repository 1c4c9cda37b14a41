"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { isOver, useCancelBooking } from "@/entities/bookings/change-booking";
import { useOfferUndo } from "@/entities/bookings/offer-undo";
import { failureText } from "@/lib/api/error";
import type { Booking } from "@/lib/api/types";

/** The chosen bookings while several are cancelled together. */
export interface Selection {
  readonly has: (booking: Booking) => boolean;
  readonly toggle: (booking: Booking) => void;
}

/** Chooses several of the listed bookings. Those that have left the list are not chosen any more. */
export function useSelection(listed: readonly Booking[]) {
  const [ids, setIds] = useState<ReadonlySet<number> | null>(null);
  const chosen = listed.filter(({ id }) => ids?.has(id));
  const toggle = ({ id }: Booking) =>
    setIds((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const selection: Selection | null = ids && { has: ({ id }) => ids.has(id), toggle };
  return { selection, chosen, start: () => setIds(new Set()), end: () => setIds(null) };
}

interface Props {
  chosen: readonly Booking[];
  onDone: () => void;
}

/** Cancels the chosen bookings after one question. */
export function BulkCancel({ chosen, onDone }: Props) {
  const [isAsking, setAsking] = useState(false);
  const [isRunning, setRunning] = useState(false);
  const cancel = useCancelBooking();
  const offerUndo = useOfferUndo();
  const count = chosen.length;
  const noun = nounOf(count);
  /** False for a booking that somebody else cancelled, or that failed, in the meantime. */
  const cancelOne = (booking: Booking) =>
    cancel.mutateAsync({ booking }).then(
      () => true,
      (error: unknown) => {
        if (isOver(error)) return false;
        throw error;
      },
    );
  const run = async () => {
    setRunning(true);
    try {
      const cancelled: Booking[] = [];
      // One after the other: the first refusal ends it, and the dialog shows it.
      for (const booking of chosen) {
        if (await cancelOne(booking)) cancelled.push(booking);
      }
      const ended = "These bookings had ended already. Nothing was changed.";
      offerUndo(cancelled, cancelled.length === 0 ? ended : `${countOf(cancelled.length)} cancelled.`);
      setAsking(false);
      onDone();
    } catch {
      // The dialog shows the error of the mutation.
    } finally {
      setRunning(false);
    }
  };
  return (
    <>
      <Button variant="outline" aria-disabled={count === 0} onClick={() => count > 0 && setAsking(true)}>
        {`Cancel ${countOf(count)}`}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Cancel ${countOf(count)}?`}
        description="You can book these slots again."
        confirmLabel={`Cancel ${noun}`}
        dismissLabel={`Keep ${noun}`}
        busy={isRunning}
        error={cancel.error && !isOver(cancel.error) ? failureText(cancel.error, "all bookings were cancelled") : undefined}
        onConfirm={() => void run()}
      />
    </>
  );
}

function nounOf(count: number): string {
  return count === 1 ? "booking" : "bookings";
}

function countOf(count: number): string {
  return `${count} ${nounOf(count)}`;
}
