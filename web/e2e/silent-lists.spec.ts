import type { Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import type { Bridge } from "../tests/support/bridge";
import { hold } from "./support/held";
import { addAccount, book, facilityOf, settle } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

/** The lists that a change has read again are answered only when the result is called. */
const holdLists = (page: Page) => hold(page, "**/api/**", "GET");

/** The question before the cancel of the only booking there is. */
async function askedToCancel(page: Page, bridge: Bridge) {
  const { id } = await addAccount(bridge, "jdevries");
  const day = addDays((await facilityOf(bridge)).today, 1);
  const [booking] = await book(bridge, { account_id: id, booking_date: day, time_slots: ["07:00"] });
  if (!booking) throw new Error("The bridge books one for each slot.");
  await page.goto("/?tab=history");
  await page.getByRole("button", { name: "Cancel" }).click();
  const dialog = page.getByRole("alertdialog");
  return { booking, dialog, confirm: dialog.getByRole("button", { name: "Cancel booking" }) };
}

test("a refused cancel is told, and its dialog closes, before the lists are there again", async ({
  page,
  bridge,
  complaints,
}) => {
  const { booking, dialog, confirm } = await askedToCancel(page, bridge);
  await settle(bridge, booking, "failed");
  const release = await holdLists(page);
  await confirm.click();
  await expect(dialog).toContainText("failed");
  await expect(confirm).toHaveAttribute("aria-busy", "false");
  await dialog.getByRole("button", { name: "Keep booking" }).click();
  await expect(dialog).toBeHidden();
  release();
  await expect(page.getByRole("cell", { name: "FAILED" })).toBeVisible();
  expectComplaints(complaints, /status of 409/);
});

test("the dialog of what was cancelled does not wait for lists that do not come", async ({ page, bridge }) => {
  const { dialog, confirm } = await askedToCancel(page, bridge);
  const release = await holdLists(page);
  await confirm.click();
  await expect(dialog).toBeHidden();
  release();
  await expect(page.getByRole("cell", { name: "CANCELLED" })).toBeVisible();
});

test("the dialog of what was added does not wait for a list that does not come", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  await page.getByRole("button", { name: "Add account" }).click();
  const dialog = page.getByRole("dialog", { name: "Add account" });
  await dialog.getByLabel("NetID").fill("m.bakker");
  const release = await holdLists(page);
  await dialog.getByRole("button", { name: "Add account" }).click();
  await expect(dialog).toBeHidden();
  release();
  await expect(page.getByRole("region", { name: "m.bakker" })).toBeVisible();
});
