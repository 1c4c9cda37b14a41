import { afterAll, beforeAll, expect, test } from "vitest";
import { isActive } from "@/entities/bookings/booking";
import { bookingStatuses } from "@/lib/api/types";
import { addAccount, book, settle } from "../../e2e/support/seed";
import { Bridge, freePort } from "../support/bridge";

let bridge: Bridge;

beforeAll(async () => {
  bridge = await Bridge.start(await freePort());
});

afterAll(async () => {
  await bridge.stop();
});

// The OpenAPI document lists the statuses, but not which of them occupy a slot.
test.each(bookingStatuses)("the page and the bridge agree whether a %s booking occupies its slot", async (status) => {
  const { id } = await addAccount(bridge, `is.${status}`);
  const slot = { account_id: id, booking_date: "2099-11-20", time_slots: ["07:00"], location: "Fitness" };
  const [booking] = await book(bridge, { ...slot, location: "Fitness" });
  if (!booking) throw new Error("The bridge created no booking.");
  await settle(bridge, booking, status);
  const second = await bridge.act({ action: "create_booking", ...slot });
  expect(second.status).toBe(isActive(status) ? 409 : 201);
  const cancel = await bridge.act({ action: "cancel_booking", booking_id: booking.id });
  expect(cancel.status).toBe(isActive(status) ? 200 : 409);
});
