import type { Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import type { Bridge } from "../tests/support/bridge";
import { BookingForm } from "./support/booking-form";
import { addAccount, bookingsIn, facilityOf, settle } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

async function filledIn(page: Page, bridge: Bridge): Promise<BookingForm> {
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  await form.chooseDay(addDays((await facilityOf(bridge)).today, 1));
  await form.pick("09:00", "10:00");
  return form;
}

test("after a lost answer and a cancel, the same request books anew", async ({
  page,
  bridge,
  complaints,
}) => {
  const form = await filledIn(page, bridge);
  await page.route("**/api/bookings", async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await form.start.click();
  await expect(form.summary.getByRole("alert")).toContainText("The server did not respond");
  const lost = await bookingsIn(bridge);
  expect(lost).toHaveLength(2);
  for (const booking of lost) await settle(bridge, booking, "cancelled");
  await form.start.click();
  await form.expectCreated(2);
  const held = (await bookingsIn(bridge)).filter(({ status }) => status === "pending");
  expect(held).toHaveLength(2);
  expectComplaints(complaints, /net::ERR_FAILED/);
});

test("an answer that cannot be read is no refusal, and Retry brings what it said", async ({
  page,
  bridge,
}) => {
  const form = await filledIn(page, bridge);
  await page.route("**/api/bookings", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: "{" });
  }, { times: 1 });
  await form.start.click();
  const alert = form.summary.getByRole("alert");
  await expect(alert).toContainText("It is not known whether this was booked. Retry never books twice");
  await expect(alert).not.toContainText("reload");
  expect(await bookingsIn(bridge)).toHaveLength(2);
  await alert.getByRole("button", { name: "Retry" }).click();
  await form.expectCreated(2);
  expect(await bookingsIn(bridge)).toHaveLength(2);
});
