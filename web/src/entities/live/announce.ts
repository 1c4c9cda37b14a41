import { placeOf, whenOf } from "@/entities/bookings/booking";
import { api } from "@/lib/api/client";
import type { Booking, GetBookingResponse } from "@/lib/api/types";
import { minute } from "@/lib/durations";
import { toast } from "@/lib/toast";

/** The most bookings of one change that are announced. More are many at once, made or cancelled by a person. */
const most = 10;

/** The statuses that were announced or seen, by booking. */
const known = new Map<number, Booking["status"]>();

/** Announces bookings that were confirmed or failed, which happens while nobody looks at them. */
export async function announce(ids: readonly number[]): Promise<void> {
  if (ids.length > most) return;
  await Promise.all(ids.map((id) => announceOne(id)));
}

async function announceOne(id: number): Promise<void> {
  let booking: Booking;
  try {
    ({ booking } = await api<GetBookingResponse>(`/api/bookings/${id}`));
  } catch {
    // The lists report outages.
    return;
  }
  const before = known.get(id);
  known.set(id, booking.status);
  if (before === booking.status || !isNews(booking)) return;
  const text = wordsFor(booking);
  if (booking.status === "confirmed") toast.success(text);
  else toast.error(text);
  notify(booking, text);
}

/** A booking that is seen for the first time may have been settled long ago. */
function isNews({ status, updated_at }: Booking): boolean {
  const isSettled = status === "confirmed" || status === "failed";
  return isSettled && Math.abs(Date.now() - Date.parse(updated_at)) < minute;
}

function wordsFor(booking: Booking): string {
  const slot = `${placeOf(booking)}, ${whenOf(booking)}`;
  if (booking.status === "confirmed") return `Confirmed: ${slot}.`;
  return `Failed: ${slot}.${booking.error_message === null ? "" : ` ${booking.error_message}`}`;
}

/** Shows a notification of the browser's where the person allowed it and looks elsewhere. */
function notify({ id, status }: Booking, text: string): void {
  if (document.hasFocus() || typeof Notification === "undefined" || Notification.permission !== "granted") return;
  // The tag makes the same notification of several tabs one.
  new Notification(text, { tag: `booking-${id}-${status}` });
}
