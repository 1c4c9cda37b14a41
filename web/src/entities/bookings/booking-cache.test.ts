import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Booking } from "@/lib/api/types";
import { showChanged } from "./booking-cache";

const booking = (id: number, status: Booking["status"] = "pending") => ({ id, status }) as Booking;

test("a changed booking is shown in every list that has it, and leaves the upcoming ones", () => {
  const client = new QueryClient();
  const page = (...bookings: Booking[]) => ({ success: true, bookings, next_cursor: null });
  client.setQueryData(["bookings", "one", 1], { success: true, booking: booking(1) });
  client.setQueryData(["bookings", "history", null, {}], page(booking(1), booking(2)));
  client.setQueryData(["bookings", "upcoming", null], { pages: [page(booking(1)), page(booking(2))], pageParams: [null] });
  client.setQueryData(["bookings", "statistics", null], { statistics: { total: 2 } });
  showChanged(client, booking(1, "cancelled"));
  expect(client.getQueryData(["bookings", "one", 1])).toMatchObject({ booking: { status: "cancelled" } });
  expect(client.getQueryData(["bookings", "history", null, {}])).toEqual(page(booking(1, "cancelled"), booking(2)));
  expect(client.getQueryData(["bookings", "upcoming", null])).toMatchObject({ pages: [page(), page(booking(2))] });
  expect(client.getQueryData(["bookings", "statistics", null])).toEqual({ statistics: { total: 2 } });
});
