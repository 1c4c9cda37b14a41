import type { Page } from "@playwright/test";
import { addDays, type PlainDate } from "@/lib/dates/plain-date";
import type { Bridge } from "../tests/support/bridge";
import { BookingForm } from "./support/booking-form";
import { spelled } from "./support/days";
import { hold } from "./support/held";
import { addAccount, book, bookingsIn, facilityOf } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

/** The form for the first of two accounts, with two hours of tomorrow picked. */
async function filledIn(page: Page, bridge: Bridge) {
  const account = await addAccount(bridge, "jdevries");
  await addAccount(bridge, "m.bakker");
  const day = addDays((await facilityOf(bridge)).today, 1);
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  await form.chooseDay(day);
  await form.pick("09:00", "10:00");
  await expect(form.picked()).toHaveText(["09:00", "10:00"]);
  return { account, day, form };
}

const busyButton = (page: Page) => page.getByRole("button", { name: "Booking…" });
const toasts = (page: Page) => page.locator("[data-toast]");
const told = (day: PlainDate, what: string) => new RegExp(`jdevries, ${spelled(day).source}: ${what}`);

test("a failed request is retried only for the account it was made for", async ({
  page,
  bridge,
  complaints,
}) => {
  const { form } = await filledIn(page, bridge);
  await bridge.goAway();
  await form.start.click();
  const retry = form.summary.getByRole("button", { name: "Retry" });
  await expect(retry).toBeVisible();
  await form.account.selectOption("m.bakker");
  await expect(form.summary).toContainText("m.bakker");
  await expect(retry).toBeHidden();
  await bridge.comeBack();
  await form.start.click();
  await form.expectCreated(2);
  const booked = await bookingsIn(bridge);
  expect(booked.map(({ account_id }) => account_id)).toEqual([2, 2]);
  expectComplaints(complaints, /status of 502/);
});

test("a refusal of one account is not said of another", async ({ page, bridge, complaints }) => {
  const { form, account } = await filledIn(page, bridge);
  await bridge.act({ action: "update_account", account_id: account.id, is_active: false });
  await form.start.click();
  await expect(form.account).toHaveAttribute("aria-invalid", "true");
  await form.account.selectOption("m.bakker");
  await expect(form.summary).toContainText("m.bakker");
  await expect(form.account).not.toHaveAttribute("aria-invalid", "true");
  expectComplaints(complaints, /status of 409/);
});

test("a failure of a day no longer shown is told with its day, and offers no Retry", async ({
  page,
  bridge,
  complaints,
}) => {
  const { form, day } = await filledIn(page, bridge);
  const release = await hold(page, "**/api/bookings", "POST");
  await form.start.click();
  await expect(busyButton(page)).toBeVisible();
  await form.chooseDay(addDays(day, 1));
  await expect(form.summary).toContainText(spelled(addDays(day, 1)));
  await bridge.goAway();
  release();
  await expect(toasts(page)).toContainText(told(day, "The booking service cannot be reached"));
  await expect(form.start).toBeVisible();
  await expect(form.summary.getByRole("button", { name: "Retry" })).toBeHidden();
  expectComplaints(complaints, /status of 502/);
});

test("a success of a day no longer shown leaves the new day's picks", async ({ page, bridge }) => {
  const { form, day } = await filledIn(page, bridge);
  const release = await hold(page, "**/api/bookings", "POST");
  await form.start.click();
  await expect(busyButton(page)).toBeVisible();
  await form.chooseDay(addDays(day, 1));
  await expect(form.summary).toContainText(spelled(addDays(day, 1)));
  release();
  await expect(toasts(page)).toContainText("Booking created! 2 slot(s) added to queue.");
  await expect(form.start).toBeVisible();
  await expect(form.picked()).toHaveText(["09:00", "10:00"]);
});

test("a refusal is told on whatever tab it arrives", async ({ page, bridge, complaints }) => {
  const { form, day, account } = await filledIn(page, bridge);
  await book(bridge, { account_id: account.id, booking_date: day, time_slots: ["10:00"] });
  const release = await hold(page, "**/api/bookings", "POST");
  await form.start.click();
  await expect(busyButton(page)).toBeVisible();
  await page.getByRole("tab", { name: "Upcoming" }).click();
  await expect(form.start).toBeHidden();
  await expect(busyButton(page)).toBeHidden();
  release();
  await expect(toasts(page)).toContainText(
    told(day, "The booking could not be made. The account already holds 10:00"),
  );
  expect(await bookingsIn(bridge)).toHaveLength(1);
  expectComplaints(complaints, /status of 409/);
});
