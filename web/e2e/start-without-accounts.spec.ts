import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { hold } from "./support/held";
import { addAccount, facilityOf } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

test("Start Booking says that the accounts could not be loaded, at their field", async ({
  page,
  bridge,
  complaints,
}) => {
  await addAccount(bridge, "jdevries");
  await page.route("**/api/accounts", (route) => route.abort("connectionrefused"));
  const form = await BookingForm.open(page);
  const notice = page.getByRole("alert").filter({ hasText: "The accounts could not be loaded" });
  await expect(notice).toBeVisible();
  await form.chooseDay(addDays((await facilityOf(bridge)).today, 1));
  await form.pick("09:00");
  await form.start.click();
  await expect(form.account).toBeFocused();
  await expect(form.account).toHaveAccessibleDescription(/^The accounts could not be loaded/);
  await page.unroute("**/api/accounts");
  await notice.getByRole("button", { name: "Retry" }).click();
  await expect(form.account).toHaveAccessibleDescription("Choose the account to book for.");
  await form.account.selectOption("jdevries");
  await form.start.click();
  await form.expectCreated(1);
  expectComplaints(complaints, /ERR_CONNECTION_REFUSED/);
});

test("Start Booking says that the accounts are still loading, also where one was chosen", async ({
  page,
  bridge,
}) => {
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  const release = await hold(page, "**/api/accounts", "GET");
  await page.reload();
  await expect(form.day((await facilityOf(bridge)).today)).toBeVisible();
  await form.start.click();
  await expect(form.account).toBeFocused();
  await expect(form.account).toHaveAccessibleDescription(/^The accounts are still loading/);
  release();
  await expect(form.account).toHaveValue("1");
  await expect(form.account).toHaveAccessibleDescription("");
});
