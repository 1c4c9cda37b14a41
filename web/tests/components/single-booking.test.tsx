import { screen, waitFor } from "@testing-library/react";
import { HttpResponse } from "msw";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/dates/plain-date";
import { addAccount, addBooking, backend, changeBooking } from "./support/backend";
import {
  account,
  bookedTimes,
  button,
  day,
  extendTo,
  fillIn,
  isCreated,
  pick,
  picked,
  posts,
  slot,
  start,
  summary,
  tomorrow,
} from "./support/booking-form";
import { hold, loseAnswer, loseBridge, recover, refuse } from "./support/network";
import { chooseAccount, listen, openPage } from "./support/page";
import { today } from "./support/records";

describe("what is missing", () => {
  test("is told at its field, and the first field gets the focus", async () => {
    addAccount("jdevries");
    const user = await openPage();
    await waitFor(() => expect(account()).toHaveValue("All accounts"));
    await day(today);
    await user.click(start());
    expect(account()).toHaveFocus();
    expect(account()).toHaveAccessibleDescription(/account/);
    expect(screen.getByRole("group", { name: "Time slots" })).toHaveAccessibleDescription(/slot/);
    await chooseAccount(user, "jdevries");
    const interval = screen.getByLabelText(/^Retry interval/);
    await user.clear(interval);
    await user.type(interval, "0");
    await user.click(start());
    expect(interval).toHaveAccessibleDescription(/1 to 86,400/);
    expect(account()).not.toHaveAccessibleDescription();
    expect(posts()).toEqual([]);
  });

  test("are the accounts, where these could not be loaded", async () => {
    addAccount("jdevries");
    refuse("get", "/api/accounts");
    const user = await openPage();
    await day(today);
    await screen.findByText("The accounts could not be loaded");
    await user.click(start());
    expect(account()).toHaveFocus();
    expect(account()).toHaveAccessibleDescription(/could not be loaded/);
    recover();
    await user.click(button("Retry"));
    await waitFor(() => expect(account()).toHaveValue("All accounts"));
    expect(account()).toHaveAccessibleDescription(/Choose the account/);
  });

  test("are the accounts, while they are loading", async () => {
    addAccount("jdevries");
    const release = hold("get", "/api/accounts");
    const user = await openPage();
    await day(today);
    await user.click(start());
    expect(account()).toHaveAccessibleDescription(/still loading/);
    release();
    await waitFor(() => expect(account()).toHaveValue("All accounts"));
    expect(account()).not.toHaveAccessibleDescription(/loading/);
  });

  test("is an account that may book: one that is switched off is refused at once", async () => {
    addAccount("jdevries", { is_active: false });
    const user = await openPage();
    await chooseAccount(user, "jdevries (switched off)");
    expect(account()).toHaveAccessibleDescription(/switched off/);
    await user.click(start());
    expect(account()).toHaveFocus();
    expect(posts()).toEqual([]);
  });
});

describe("one booking", () => {
  test("comes of a double click", async () => {
    const user = await fillIn("09:00");
    await user.dblClick(start());
    await isCreated(1);
    expect(posts()).toHaveLength(1);
  });

  test("asks for a slot when Start Booking is pressed again, and another can follow", async () => {
    const user = await fillIn("09:00");
    await user.click(start());
    await isCreated(1);
    await user.keyboard("{Enter}");
    expect(screen.getByRole("group", { name: "Time slots" })).toHaveAccessibleDescription(/at least one/);
    expect(posts()).toHaveLength(1);
    await pick(user, "10:00");
    await user.click(start());
    await waitFor(() => expect(bookedTimes()).toEqual(["09:00", "10:00"]));
  });

  test("comes of a request whose answer was lost and of its retry", async () => {
    const user = await fillIn("09:00", "10:00");
    loseAnswer("post", "/api/bookings");
    await user.click(start());
    expect(await summary().findByRole("alert")).toHaveTextContent(/never books twice/);
    expect(bookedTimes()).toEqual(["09:00", "10:00"]);
    await user.click(button("Retry"));
    await isCreated(2);
    expect(posts()).toHaveLength(2);
    expect(bookedTimes()).toEqual(["09:00", "10:00"]);
  });

  test("comes of a request whose answer cannot be read and of its retry", async () => {
    const user = await fillIn("09:00", "10:00");
    loseAnswer("post", "/api/bookings", () => new HttpResponse("{", { status: 201 }));
    await user.click(start());
    expect(await summary().findByRole("alert")).toHaveTextContent(/not known whether this was booked/);
    await user.click(button("Retry"));
    await isCreated(2);
    expect(bookedTimes()).toEqual(["09:00", "10:00"]);
  });

  test("is made anew after a lost answer and a cancel", async () => {
    const user = await fillIn("09:00");
    loseAnswer("post", "/api/bookings");
    await user.click(start());
    await summary().findByRole("alert");
    changeBooking(1, { status: "cancelled" });
    await user.click(start());
    await isCreated(1);
    expect(backend.bookings.map(({ status }) => status)).toEqual(["cancelled", "pending"]);
  });
});

describe("Retry", () => {
  test("keeps the focus and is busy until the answer, then leads to the summary", async () => {
    const user = await fillIn("09:00");
    loseBridge();
    await user.click(start());
    const retry = await summary().findByRole("button", { name: "Retry" });
    recover();
    const release = hold("post", "/api/bookings");
    retry.focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(retry).toHaveAttribute("aria-busy", "true"));
    expect(retry).toHaveFocus();
    release();
    await isCreated(1);
    expect(screen.getByRole("region", { name: "Your booking" })).toHaveFocus();
  });

  test("is offered only for the account that the request was made for", async () => {
    const user = await fillIn("09:00");
    loseBridge();
    await user.click(start());
    await summary().findByRole("button", { name: "Retry" });
    recover();
    await chooseAccount(user, "m.bakker");
    expect(summary().queryByRole("button", { name: "Retry" })).toBeNull();
    await user.click(start());
    await isCreated(1);
    expect(backend.bookings.map(({ account_id }) => account_id)).toEqual([2]);
  });
});

describe("a refusal", () => {
  test("of one account is not told of another", async () => {
    const user = await fillIn("09:00");
    backend.accounts = backend.accounts.map((one) => ({ ...one, is_active: one.id !== 1 }));
    await user.click(start());
    await waitFor(() => expect(account()).toHaveAccessibleDescription(/switched off/));
    await chooseAccount(user, "m.bakker");
    await waitFor(() => expect(account()).not.toHaveAccessibleDescription());
  });

  test("of slots names and marks those that are taken, and keeps the others", async () => {
    const user = await fillIn("09:00", "10:00", "11:00");
    addBooking({ booking_date: tomorrow, time_slot: "10:00:00", location: "X3" });
    await user.click(start());
    await waitFor(() => expect(slot("10:00")).toHaveAccessibleName("10:00, PENDING, X3"));
    expect(screen.getByRole("group", { name: "Time slots" })).toHaveAccessibleDescription(/10:00 \(X3, PENDING\)/);
    expect(slot("10:00")).toHaveAttribute("aria-disabled", "true");
    expect(picked()).toEqual(["09:00", "11:00"]);
    await user.click(start());
    await isCreated(2);
  });
});

test("a success for a day no longer shown leaves the new day's slots picked", async () => {
  const user = await fillIn("09:00", "10:00");
  const release = hold("post", "/api/bookings");
  await user.click(start());
  await summary().findByRole("button", { name: "Booking…" });
  await user.click(await day(addDays(tomorrow, 1)));
  release();
  await summary().findByRole("button", { name: "Start Booking" });
  expect(bookedTimes()).toEqual(["09:00", "10:00"]);
  expect(picked()).toEqual(["09:00", "10:00"]);
});

test("slots that turn out to be held are left out, which is announced until others are picked", async () => {
  addAccount("jdevries");
  addBooking({ booking_date: tomorrow, time_slot: "18:00:00" });
  const user = await openPage();
  await chooseAccount(user, "jdevries");
  const release = hold("get", "/api/accounts/1/bookings");
  await user.click(await day(tomorrow));
  await pick(user, "18:00", "19:00");
  const said = listen();
  release();
  await waitFor(() => expect(picked()).toEqual(["19:00"]));
  expect(said().join()).toMatch(/18:00/);
  await pick(user, "20:00");
  expect(said().join()).not.toMatch(/18:00/);
});

test("days whose bookings are unknown are not shown as days without any", async () => {
  addAccount("jdevries");
  refuse("get", "/api/bookings/stats");
  const user = await openPage();
  await chooseAccount(user, "jdevries");
  const notice = await screen.findByText("Days with bookings could not be loaded");
  expect(screen.queryByText("Days the account has bookings on")).toBeNull();
  recover();
  await user.click(button("Retry"));
  await waitFor(() => expect(notice).not.toBeInTheDocument());
  expect(await day("2026-12-01")).toHaveAccessibleName(/, 2 bookings$/);
});

describe("a range of slots", () => {
  test("leaves out what the account holds, and clearing it leads back to the slots", async () => {
    const user = await fillIn();
    addBooking({ booking_date: addDays(tomorrow, 1), time_slot: "14:00:00" });
    await user.click(await day(addDays(tomorrow, 1)));
    await waitFor(() => expect(slot("14:00")).toHaveAttribute("aria-disabled", "true"));
    await pick(user, "12:00");
    await extendTo(user, "16:00");
    expect(picked()).toEqual(["12:00", "13:00", "15:00", "16:00"]);
    await user.click(button(/^Clear 4/));
    expect(picked()).toEqual([]);
    expect(slot("16:00")).toHaveFocus();
  });

  test("shrinks again, and brings back nothing that was cleared before it", async () => {
    const user = await fillIn("20:00", "06:00");
    await extendTo(user, "08:00");
    expect(picked()).toEqual(["06:00", "07:00", "08:00", "20:00"]);
    await user.click(button(/^Clear 4/));
    await extendTo(user, "10:00");
    expect(picked()).toEqual(["10:00"]);
    await extendTo(user, "12:00");
    expect(picked()).toEqual(["10:00", "11:00", "12:00"]);
    await extendTo(user, "11:00");
    expect(picked()).toEqual(["10:00", "11:00"]);
  });
});
