import type { Locator, Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { hold } from "./support/held";
import { addAccount, book, facilityOf, settle } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

/** All that closes a dialog when it is not busy. The clicks are forced: a dismissal now is disabled. */
async function tryToClose(page: Page, dialog: Locator, dismissals: readonly string[]): Promise<void> {
  for (const name of dismissals) {
    const button = dialog.getByRole("button", { name, exact: true });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await button.click({ force: true });
  }
  await page.keyboard.press("Escape");
}

test("a cancel on its way keeps its dialog open and says how it went", async ({
  page,
  bridge,
  complaints,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  const day = addDays((await facilityOf(bridge)).today, 1);
  const [booking] = await book(bridge, { account_id: id, booking_date: day, time_slots: ["07:00"] });
  if (!booking) throw new Error("The bridge books one for each slot.");
  await page.goto("/?tab=history");
  const release = await hold(page, `**/api/bookings/${booking.id}*`, "DELETE");
  await page.getByRole("button", { name: "Cancel" }).click();
  const dialog = page.getByRole("alertdialog");
  const confirm = dialog.getByRole("button", { name: "Cancel booking" });
  await confirm.click();
  await expect(confirm).toHaveAttribute("aria-busy", "true");
  await tryToClose(page, dialog, ["Keep booking"]);
  await settle(bridge, booking, "failed");
  release();
  await expect(dialog).toContainText("failed");
  await dialog.getByRole("button", { name: "Keep booking" }).click();
  await expect(dialog).toBeHidden();
  expectComplaints(complaints, /status of 409/);
});

test("an account on its way keeps its dialog open, and what was typed, when it is refused", async ({
  page,
  bridge,
  complaints,
}) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  const release = await hold(page, "**/api/accounts", "POST");
  await page.getByRole("button", { name: "Add account" }).click();
  const dialog = page.getByRole("dialog", { name: "Add account" });
  await dialog.getByLabel("NetID").fill("JDeVries");
  const add = dialog.getByRole("button", { name: "Add account" });
  await add.click();
  await expect(add).toHaveAttribute("aria-busy", "true");
  await tryToClose(page, dialog, ["Close without adding", "Close"]);
  release();
  await expect(dialog.getByLabel("NetID")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel("NetID")).toHaveValue("JDeVries");
  await dialog.getByRole("button", { name: "Close without adding" }).click();
  await expect(dialog).toBeHidden();
  expectComplaints(complaints, /status of 409/);
});

test("a password on its way keeps its dialog open and says no more than is known", async ({
  page,
  bridge,
  complaints,
}) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  const release = await hold(page, "**/api/accounts/1", "PUT");
  await page.getByRole("button", { name: "Change the password of jdevries" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the password of jdevries" });
  await dialog.getByLabel("New password").fill("hunter-22");
  const change = dialog.getByRole("button", { name: "Change password" });
  await change.click();
  await expect(change).toHaveAttribute("aria-busy", "true");
  await tryToClose(page, dialog, ["Keep the old one", "Close"]);
  await bridge.goAway();
  release();
  await expect(dialog.getByRole("alert")).toContainText(
    "It is not known whether the password was changed",
  );
  await dialog.getByRole("button", { name: "Keep the old one" }).click();
  await expect(dialog).toBeHidden();
  expectComplaints(complaints, /status of 502/);
});
