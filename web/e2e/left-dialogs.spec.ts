import type { Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { spelled } from "./support/days";
import { hold } from "./support/held";
import { addAccount, book, facilityOf, settle } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

const toast = (page: Page) => page.locator("[data-toast]");

/** From another tab, so that the browser's Back leads there, past what the dialog refuses. */
async function openTab(page: Page, name: string): Promise<void> {
  await page.goto("/?tab=upcoming");
  await page.getByRole("tab", { name }).click();
}

/** Leaves with the request on its way; it was sent once the button is busy. */
async function leaveBusy(page: Page, action: string): Promise<void> {
  const button = page.getByRole("button", { name: action, exact: true });
  await button.click();
  await expect(button).toHaveAttribute("aria-busy", "true");
  await page.goBack();
  await expect(button).toBeHidden();
}

test("an account that was refused is told after Back", async ({ page, bridge, complaints }) => {
  await addAccount(bridge, "jdevries");
  await openTab(page, "Accounts");
  const release = await hold(page, "**/api/accounts", "POST");
  await page.getByRole("button", { name: "Add account" }).click();
  await page.getByLabel("NetID").fill("JDeVries");
  await leaveBusy(page, "Add account");
  release();
  await expect(toast(page)).toContainText(/^JDeVries: The account was not added\. .*jdevries/i);
  expectComplaints(complaints, /status of 409/);
});

test("a password that could not be changed is told after Back", async ({ page, bridge, complaints }) => {
  await addAccount(bridge, "jdevries");
  await openTab(page, "Accounts");
  const release = await hold(page, "**/api/accounts/1", "PUT");
  await page.getByRole("button", { name: "Change the password of jdevries" }).click();
  await page.getByLabel("New password").fill("hunter-22");
  await leaveBusy(page, "Change password");
  await bridge.act({ action: "delete_account", account_id: 1 });
  release();
  await expect(toast(page)).toContainText("jdevries: The password was not changed.");
  expectComplaints(complaints, /status of 404/);
});

test("an account that is kept for its bookings is told after Back", async ({ page, bridge, complaints }) => {
  const { id } = await addAccount(bridge, "jdevries");
  const { today } = await facilityOf(bridge);
  await book(bridge, { account_id: id, booking_date: addDays(today, 1), time_slots: ["07:00"] });
  await openTab(page, "Accounts");
  const release = await hold(page, "**/api/accounts/1", "DELETE");
  await page.getByRole("button", { name: "Delete jdevries" }).click();
  await leaveBusy(page, "Delete account");
  release();
  await expect(toast(page)).toContainText(/^jdevries: .*booking/);
  expectComplaints(complaints, /status of 409/);
});

test("a cancel that was refused is told after Back, with its booking", async ({ page, bridge, complaints }) => {
  const { id } = await addAccount(bridge, "jdevries");
  const day = addDays((await facilityOf(bridge)).today, 1);
  const [booking] = await book(bridge, { account_id: id, booking_date: day, time_slots: ["07:00"] });
  if (!booking) throw new Error("The bridge books one for each slot.");
  await openTab(page, "History");
  const release = await hold(page, "**/api/bookings/1", "DELETE");
  await page.getByRole("button", { name: /^Cancel/ }).click();
  await leaveBusy(page, "Cancel booking");
  await settle(bridge, booking, "failed");
  release();
  await expect(toast(page)).toContainText(new RegExp(`^${spelled(day, "short").source}, 07:00: .*failed`));
  expectComplaints(complaints, /status of 409/);
});
