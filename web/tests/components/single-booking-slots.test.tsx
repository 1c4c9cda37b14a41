import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { GetSlotsResponse, Slot } from "@/lib/api/types";
import { addBooking, backend, connect } from "./support/backend";
import { fillIn, isCreated, pick, slot, start, tomorrow } from "./support/booking-form";
import { hold, refuse } from "./support/network";
import { example } from "./support/records";

describe("the facility's slots", () => {
  const [listed] = (example("get_slots").response as unknown as Pick<GetSlotsResponse, "slots">).slots as [Slot];
  const half = (sub_location: "A" | "B") => ({ ...listed, location: "X1", sub_location, time: "09:00:00" }) as const;

  test("show what is free at the place, and what the account holds where", async () => {
    connect();
    addBooking({ booking_date: tomorrow, time_slot: "10:00:00", location: "X3", sub_location: "A", status: "confirmed" });
    backend.slots = [
      { ...half("A"), state: "open", is_available: true, remaining_capacity: 2 },
      { ...half("B"), state: "full", remaining_capacity: 0 },
      { ...half("B"), time: "11:00:00" },
    ];
    const user = await fillIn();
    await user.click(screen.getByRole("radio", { name: "X1" }));
    await waitFor(() => expect(slot("09:00")).toHaveAccessibleName("09:00, 2 left"));
    expect(slot("10:00")).toHaveAccessibleName("10:00, CONFIRMED, X3 A");
    expect(slot("11:00")).toHaveAccessibleName("11:00, not open yet");
    await user.click(screen.getByRole("radio", { name: "B" }));
    expect(slot("09:00")).toHaveAccessibleName("09:00, full");
    // The engine waits for a place to become free.
    await pick(user, "09:00");
    await user.click(start());
    await isCreated(1);
  });

  test.each([hold, refuse])("are not waited for: a slot is booked without them", async (without) => {
    connect();
    without("get", "/api/slots");
    const user = await fillIn("09:00");
    expect(slot("09:00")).toHaveAccessibleName("09:00");
    await user.click(start());
    await isCreated(1);
  });
});
