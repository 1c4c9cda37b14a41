import { Button } from "@/components/ui/button";
import type { Booking } from "@/lib/api/types";
import { isCancellable, placeOf, whenOf } from "./booking";

interface Props {
  booking: Booking;
  onCancel: (booking: Booking) => void;
}

/** Begins the cancel of a booking that can still be cancelled; there is none for the others. */
export function CancelButton({ booking, onCancel }: Props) {
  if (!isCancellable(booking)) return null;
  return (
    <Button
      variant="ghost"
      size="small"
      // Above the link that covers the whole row.
      className="relative z-10 text-destructive! hover:bg-failed! hover:text-failed-foreground!"
      aria-label={`Cancel ${whenOf(booking)}, ${placeOf(booking)}`}
      onClick={() => onCancel(booking)}
    >
      Cancel
    </Button>
  );
}
