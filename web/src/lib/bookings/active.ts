import type { BookingStatus } from "@/lib/api/types";

/** With these a booking holds its slot; after a cancel or a failure the slot is free again. */
export const activeStatuses = ["pending", "confirmed"] as const satisfies readonly BookingStatus[];

export type ActiveStatus = (typeof activeStatuses)[number];

export function isActive(status: BookingStatus): status is ActiveStatus {
  return activeStatuses.some((active) => active === status);
}
