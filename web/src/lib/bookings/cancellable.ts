import type { Booking } from "@/lib/api/types";
import { isActive } from "./active";

/** Whether the bridge takes a cancel of this booking. */
export function isCancellable({ status }: Pick<Booking, "status">): boolean {
  return isActive(status);
}
