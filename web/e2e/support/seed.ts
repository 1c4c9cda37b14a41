import type {
  Account,
  AddAccountResponse,
  Booking,
  BookingStatistics,
  BookingStatus,
  CreateBookingResponse,
  Facility,
  GetBookingsResponse,
  GetBookingStatisticsResponse,
  GetFacilityResponse,
  Location,
} from "@/lib/api/types";
import { addDays, type PlainDate } from "@/lib/dates/plain-date";
import type { Bridge } from "../../tests/support/bridge";

/** Another caller of the bridge, past the page. */
export async function ask<Answer>(bridge: Bridge, body: object): Promise<Answer> {
  const response = await bridge.act(body);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Answer;
}

export async function addAccount(bridge: Bridge, netid: string, password?: string): Promise<Account> {
  const body = { action: "add_account", netid, password: password ?? null };
  return (await ask<AddAccountResponse>(bridge, body)).account;
}

interface Slots {
  readonly account_id: number;
  readonly booking_date: PlainDate;
  readonly time_slots: readonly string[];
  readonly location?: Location;
  readonly sub_location?: "A" | "B";
}

export async function book(bridge: Bridge, slots: Slots): Promise<Booking[]> {
  const body = { action: "create_booking", location: "Fitness", ...slots };
  return (await ask<CreateBookingResponse>(bridge, body)).bookings;
}

/** Everything that the bridge holds, in the order of the calendar. */
export async function bookingsIn(bridge: Bridge): Promise<readonly Booking[]> {
  return (await ask<GetBookingsResponse>(bridge, { action: "get_bookings" })).bookings;
}

export async function facilityOf(bridge: Bridge): Promise<Facility> {
  return (await ask<GetFacilityResponse>(bridge, { action: "get_facility" })).facility;
}

export async function statisticsOf(bridge: Bridge, wish: object): Promise<BookingStatistics> {
  const body = { action: "get_booking_statistics", ...wish };
  return (await ask<GetBookingStatisticsResponse>(bridge, body)).statistics;
}

/** Lets a pending booking end in one of the ways there are. */
export async function settle(bridge: Bridge, booking: Booking, to: BookingStatus): Promise<void> {
  const actions: Partial<Record<BookingStatus, object>> = {
    confirmed: { action: "mark_booking_confirmed", booking_reference: `SPT-${booking.id}` },
    failed: { action: "mark_booking_failed", error_message: "The facility did not answer." },
    cancelled: { action: "cancel_booking" },
  };
  const action = actions[to];
  if (action) await ask(bridge, { ...action, booking_id: booking.id });
}

const outcomes: readonly BookingStatus[] = ["confirmed", "confirmed", "failed", "cancelled", "pending"];

/** Two accounts with bookings of every status, from five weeks ago until next week. */
export async function fill(bridge: Bridge): Promise<Account[]> {
  const { today } = await facilityOf(bridge);
  const accounts = [await addAccount(bridge, "jdevries"), await addAccount(bridge, "m.bakker")];
  for (const [at, { id }] of accounts.entries()) {
    for (let week = -5; week <= 1; week += 1) {
      const booked = await book(bridge, {
        account_id: id,
        booking_date: addDays(today, 7 * week + 1 + at),
        time_slots: ["07:00", "12:00", "18:00", "19:00", "20:00"].slice(at),
        location: at === 0 ? "Fitness" : "X1",
      });
      for (const [nth, booking] of booked.entries()) {
        await settle(bridge, booking, outcomes[(nth + week + 5) % outcomes.length] ?? "pending");
      }
    }
  }
  return accounts;
}
