import { addDays } from "@/lib/dates/plain-date";
import { loseAnswers } from "./support/lost";
import { addAccount, book, facilityOf } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

test.afterEach(({ complaints }) => expectComplaints(complaints, /net::ERR_FAILED/));

test("an account whose answer was lost is not denied, and shows once it is there", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  await loseAnswers(page, "**/api/accounts", "POST");
  await page.getByRole("button", { name: "Add account" }).click();
  const dialog = page.getByRole("dialog", { name: "Add account" });
  await dialog.getByLabel("NetID").fill("m.bakker");
  await dialog.getByRole("button", { name: "Add account" }).click();
  await expect(dialog.getByRole("alert")).toContainText("It is not known whether the account was added");
  await dialog.getByRole("button", { name: "Close without adding" }).click();
  await expect(page.getByRole("region", { name: "m.bakker" })).toBeVisible();
});

test("a switch whose answer was lost is not called unchanged, and shows what the server has", async ({
  page,
  bridge,
}) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  await loseAnswers(page, "**/api/accounts/1", "PUT");
  await page.getByRole("switch", { name: "Active: jdevries" }).click();
  await expect(page.locator("[data-toast]")).toContainText(
    "It is not known whether jdevries is switched off. The server cannot be reached.",
  );
  await expect(page.getByRole("switch", { name: "Switched off: jdevries" })).not.toBeChecked();
});

test("a password whose answer was lost is not called unchanged", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  await loseAnswers(page, "**/api/accounts/1", "PUT");
  await page.getByRole("button", { name: "Change the password of jdevries" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the password of jdevries" });
  await dialog.getByLabel("New password").fill("hunter-22");
  await dialog.getByRole("button", { name: "Change password" }).click();
  await expect(dialog.getByRole("alert")).toContainText("It is not known whether the password was changed");
});

test("a delete whose answer was lost is not called undone, its card goes, and the focus stays on the page", async ({
  page,
  bridge,
}) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  await loseAnswers(page, "**/api/accounts/1", "DELETE");
  const card = page.getByRole("region", { name: "jdevries", includeHidden: true });
  await page.getByRole("button", { name: "Delete jdevries" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(dialog).toContainText(
    "It is not known whether the account was deleted. The server cannot be reached.",
  );
  await expect(card).toHaveCount(0);
  await dialog.getByRole("button", { name: "Keep account" }).click();
  await expect(page.getByRole("button", { name: "Add account" })).toBeFocused();
});

test("a cancel whose answer was lost is not called undone, and the list shows it", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  const day = addDays((await facilityOf(bridge)).today, 1);
  await book(bridge, { account_id: id, booking_date: day, time_slots: ["07:00"] });
  await page.goto("/?tab=history");
  await loseAnswers(page, "**/api/bookings/1", "DELETE");
  await page.getByRole("button", { name: "Cancel" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Cancel booking" }).click();
  await expect(dialog).toContainText("It is not known whether the booking was cancelled.");
  await dialog.getByRole("button", { name: "Keep booking" }).click();
  await expect(page.getByRole("cell", { name: "CANCELLED" })).toBeVisible();
});
