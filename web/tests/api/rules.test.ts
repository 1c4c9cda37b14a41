import { afterAll, beforeAll, expect, test } from "vitest";
import { bookingStatuses, locations } from "@/lib/api/types";
import { isActive } from "@/entities/bookings/booking";
import { isCancellable } from "@/entities/bookings/booking";
import { hasSubLocations } from "@/entities/bookings/booking";
import { addAccount, book, settle } from "../../e2e/support/seed";
import { Bridge, freePort } from "../support/bridge";

let bridge: Bridge;

beforeAll(async () => {
  bridge = await Bridge.start(await freePort());
});

afterAll(async () => {
  await bridge.stop();
});

// The bridge's document names the statuses and the locations, but not what they allow.

test.each(bookingStatuses)("what a %s booking allows is what the bridge allows", async (status) => {
  const { id } = await addAccount(bridge, `is.${status}`);
  const slot = { account_id: id, booking_date: "2099-11-20", time_slots: ["07:00"], location: "Fitness" };
  const [booking] = await book(bridge, { ...slot, location: "Fitness" });
  if (!booking) throw new Error("The bridge books one for each slot.");
  await settle(bridge, booking, status);
  const second = await bridge.act({ action: "create_booking", ...slot });
  expect(second.status).toBe(isActive(status) ? 409 : 201);
  const cancel = await bridge.act({ action: "cancel_booking", booking_id: booking.id });
  expect(cancel.status).toBe(isCancellable({ status }) ? 200 : 409);
});

test.each(locations)("%s has halves where the bridge has them", async (location) => {
  const { id } = await addAccount(bridge, `at.${location}`);
  const slot = { account_id: id, booking_date: "2099-11-20", time_slots: ["07:00"] };
  const half = { action: "create_booking", ...slot, location, sub_location: "A" };
  expect((await bridge.act(half)).status).toBe(hasSubLocations(location) ? 201 : 400);
});
