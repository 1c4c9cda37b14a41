import type { Booking } from "@/lib/api/types";

/** Whether the bridge takes a cancel of this booking. */
export function isCancellable({ status }: Pick<Booking, "status">): boolean {
  return status === "pending" || status === "confirmed";
}
