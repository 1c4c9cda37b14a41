import { setAccountInUse } from "@/entities/accounts/account-in-use";
import type { Booking } from "@/lib/api/types";
import type { PlainDate } from "@/lib/dates/plain-date";
import { formatTime } from "@/lib/format";
import { changeDraft, emptyDraft } from "./draft";

/** Opens the booking form with the booking's account, place, time and, unless it is over, its day. */
export function bookAgain(booking: Booking, today: PlainDate | undefined): void {
  const isAhead = today !== undefined && booking.booking_date >= today;
  setAccountInUse(booking.account_id);
  changeDraft({
    ...emptyDraft,
    date: isAhead ? booking.booking_date : undefined,
    location: booking.location,
    subLocation: booking.sub_location,
    slots: [formatTime(booking.time_slot)],
    retryInterval: String(booking.retry_interval),
    autoRetry: booking.auto_retry,
  });
  window.history.pushState(null, "", "?tab=single");
}
