"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { useCancelBooking } from "@/entities/bookings/change-booking";
import { failureText } from "@/lib/api/error";
import type { Booking } from "@/lib/api/types";
import { toast } from "@/lib/toast";

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
  const count = chosen.length;
  const noun = count === 1 ? "booking" : "bookings";
  const run = async () => {
    setRunning(true);
    try {
      // One after the other: the first refusal ends it, and the dialog shows it.
      for (const booking of chosen) await cancel.mutateAsync({ booking });
      toast.success(`${count} ${noun} cancelled.`);
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
        {`Cancel ${count} ${noun}`}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Cancel ${count} ${noun}?`}
        description="You can book these slots again."
        confirmLabel={`Cancel ${noun}`}
        dismissLabel={`Keep ${noun}`}
        busy={isRunning}
        error={cancel.error ? failureText(cancel.error, "all bookings were cancelled") : undefined}
        onConfirm={() => void run()}
      />
    </>
  );
}
