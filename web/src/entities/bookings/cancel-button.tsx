import { Button } from "@/components/ui/button";
import type { Booking } from "@/lib/api/types";
import { isActive, placeOf, whenOf } from "./booking";

interface Props {
  booking: Booking;
  onCancel: (booking: Booking) => void;
}

/** Asks to cancel a booking. Renders nothing for a booking that is already failed or cancelled. */
export function CancelButton({ booking, onCancel }: Props) {
  if (!isActive(booking.status)) return null;
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
