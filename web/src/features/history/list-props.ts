import type { Booking } from "@/lib/api/types";
import type { AccountName } from "@/lib/queries/account-names";

export interface ListProps {
  readonly bookings: readonly Booking[];
  /** Tells whose each booking is; null where the list is of one account. */
  readonly nameOf: AccountName | null;
  readonly onCancel: (booking: Booking) => void;
}
