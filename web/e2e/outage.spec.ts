import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { addAccount, book, bookingsIn, facilityOf } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

const badGateway = /status of 502/;

test("every list says that the bridge is away, and Retry brings it back", async ({
  page,
  bridge,
  complaints,
}) => {
  const { today } = await facilityOf(bridge);
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: addDays(today, 1), time_slots: ["07:00"] });
  await bridge.goAway();
  const lists = [
    { tab: "accounts", failure: "The accounts could not be loaded", full: "jdevries" },
    { tab: "history", failure: "The bookings could not be loaded", full: "PENDING" },
    { tab: "upcoming", failure: "The upcoming bookings could not be loaded", full: "PENDING" },
    { tab: "statistics", failure: "The statistics could not be loaded", full: "PENDING" },
  ];
  for (const { tab, failure, full } of lists) {
    await page.goto(`/?tab=${tab}`);
    const alert = page.getByRole("alert").filter({ hasText: failure });
    await expect(alert).toContainText(/http:\/\/127\.0\.0\.1:\d+.*scripts\/start/);
    await bridge.comeBack();
    await alert.getByRole("button", { name: "Retry" }).click();
    await expect(page.getByRole("main").getByText(full, { exact: true }).first()).toBeVisible();
    await expect(alert).toBeHidden();
    await bridge.goAway();
  }
  expectComplaints(complaints, badGateway);
});

test("a booking waits for the bridge and is made once", async ({ page, bridge, complaints }) => {
  const { today } = await facilityOf(bridge);
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await form.chooseAccount("jdevries");
  await form.chooseDay(addDays(today, 1));
  await form.pick("07:00", "08:00");
  await bridge.goAway();
  await form.start.click();
  const alert = form.summary.getByRole("alert");
  await expect(alert).toContainText("The booking service cannot be reached");
  await expect(form.picked()).toHaveText(["07:00", "08:00"]);
  await bridge.comeBack();
  await alert.getByRole("button", { name: "Retry" }).click();
  await form.expectCreated(2);
  expect(await bookingsIn(bridge)).toHaveLength(2);
  expectComplaints(complaints, badGateway);
});
