import { Button } from "@/components/ui/button";
import { useFacilityClock } from "@/entities/facility/facility";
import type { Booking } from "@/lib/api/types";
import { isCancellable, placeOf, When } from "./booking";

interface Props {
  booking: Booking;
  onCancel: (booking: Booking) => void;
}

/** Asks to cancel a booking. Renders nothing for a booking that is over. */
export function CancelButton({ booking, onCancel }: Props) {
  const clock = useFacilityClock();
  if (!clock || !isCancellable(booking, clock.now)) return null;
  return (
    <Button
      variant="ghost"
      size="small"
      // Above the link that covers the whole row.
      className="relative z-10 text-muted-foreground!"
      onClick={() => onCancel(booking)}
    >
      <span>Cancel</span>
      <span className="sr-only">
        <span> </span>
        <When booking={booking} />
        <span>{`, ${placeOf(booking)}`}</span>
      </span>
    </Button>
  );
}
