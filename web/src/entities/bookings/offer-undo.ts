import { messageOf } from "@/lib/api/error";
import type { Booking } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { whenOf } from "./booking";
import { useBookSlotAgain } from "./change-booking";

/**
 * Says what was cancelled and offers to undo it for the pending bookings, because the facility holds nothing for them yet. The
 * offer may outlive its tab, so it waits for promises: callbacks of a mutation end with their component.
 */
export function useOfferUndo() {
  const { mutateAsync: bookAgain } = useBookSlotAgain();
  const undo = async (bookings: readonly Booking[]) => {
    try {
      for (const booking of bookings) await bookAgain(booking);
      toast.success(`${nameOf(bookings)} in the queue again.`);
    } catch (error) {
      const what = bookings.length === 1 ? "The booking was" : "Not all bookings were";
      toast.error(`${what} restored. ${messageOf(error)}`);
    }
  };
  return (cancelled: readonly Booking[], message: string) => {
    const pending = cancelled.filter(({ status }) => status === "pending");
    const label = pending.length === cancelled.length ? "Undo" : `Undo ${pending.length}`;
    toast.success(message, pending.length === 0 ? undefined : { label, run: () => void undo(pending) });
  };
}

function nameOf(bookings: readonly Booking[]): string {
  const [first] = bookings;
  return first && bookings.length === 1 ? `${whenOf(first)} is` : `${bookings.length} bookings are`;
}
