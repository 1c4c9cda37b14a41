import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Booking } from "@/lib/api/types";
import { addDays } from "@/lib/dates/plain-date";
import { addAccount, addBooking, backend } from "./support/backend";
import { hold, refuse } from "./support/network";
import { openPage } from "./support/page";
import { later, today } from "./support/records";

const hour = 3_600_000;
const button = (name: string) => screen.queryByRole("button", { name });

/** Opens the details of a booking at X1 B, 18:00 of tomorrow. */
async function openBooking(changes: Partial<Booking>) {
  addAccount("jdevries");
  addAccount("m.bakker");
  addBooking({
    account_id: 2,
    booking_date: addDays(today, 1),
    time_slot: "18:00:00",
    starts_at: later(30 * hour),
    location: "X1",
    sub_location: "B",
    auto_retry: true,
    retry_interval: 300,
    ...changes,
  });
  const user = await openPage("/?tab=history&booking=1");
  await screen.findByRole("button", { name: "Book again" });
  return user;
}

describe("Book again", () => {
  const summary = () => within(screen.getByRole("region", { name: "Your booking" }));

  async function bookAgain(changes: Partial<Booking>) {
    const user = await openBooking(changes);
    await user.click(screen.getByRole("button", { name: "Book again" }));
    await screen.findByRole("heading", { level: 1, name: "Single Booking" });
    expect(screen.getByRole("combobox", { name: "Account in use" })).toHaveValue("m.bakker");
    expect(await screen.findByRole("radio", { name: "X1" })).toBeChecked();
    expect(screen.getByRole("radio", { name: "B" })).toBeChecked();
    await waitFor(() => expect(summary().getByText("18:00 – 19:00")).toBeVisible());
    expect(summary().getByText("Every 300 seconds")).toBeVisible();
    await user.click(summary().getByRole("button", { name: "Start Booking" }));
    await summary().findByText("Booking created! 1 slot(s) added to queue.");
    expect(screen.queryByRole("dialog")).toBeNull();
    return backend.bookings[1];
  }

  test("fills in the form with everything, and the day where it is ahead", async () => {
    const booked = await bookAgain({ status: "cancelled" });
    expect(booked).toMatchObject({ account_id: 2, booking_date: addDays(today, 1), location: "X1", sub_location: "B" });
  });

  test("leaves the day to choose where it is over", async () => {
    const booked = await bookAgain({ status: "confirmed", booking_date: addDays(today, -3), starts_at: later(-72 * hour) });
    expect(booked).toMatchObject({ account_id: 2, booking_date: today, location: "X1", sub_location: "B" });
  });
});

describe("Retry", () => {
  test("puts a failed booking back into the queue, once", async () => {
    const user = await openBooking({ status: "failed", error_message: "The slot is full." });
    const release = hold("put", "/api/bookings/1");
    await user.dblClick(screen.getByRole("button", { name: "Retry" }));
    release();
    await waitFor(() => expect(button("Retry")).toBeNull());
    expect(within(screen.getByRole("dialog")).getAllByText("PENDING")[0]).toBeVisible();
    expect(backend.requests.filter((request) => request === "PUT /api/bookings/1")).toHaveLength(1);
    expect(document.activeElement?.closest('[role="dialog"]')).not.toBeNull();
  });

  test("says why it was refused, and stays", async () => {
    const user = await openBooking({ status: "failed" });
    refuse("put", "/api/bookings/1", "errors/slot_conflict");
    await user.click(screen.getByRole("button", { name: "Retry" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The booking was not retried");
    expect(button("Retry")).toBeVisible();
  });

  test.each([
    ["a slot that has begun", { status: "failed", starts_at: later(-hour) }],
    ["a cancelled booking", { status: "cancelled" }],
    ["a confirmed booking", { status: "confirmed" }],
  ] as const)("is not offered for %s", async (_case, changes) => {
    await openBooking(changes);
    expect(button("Retry")).toBeNull();
  });
});
