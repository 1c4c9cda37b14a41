import type { Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { accountField, chooseAccount } from "./support/account";
import { addAccount, ask, book, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";
import type { GetAccountsResponse } from "@/lib/api/types";
import type { Bridge } from "../tests/support/bridge";

const accountsIn = async (bridge: Bridge) =>
  (await ask<GetAccountsResponse>(bridge, { action: "get_accounts" })).accounts;

test("an account is added, and the first one is in use at once", async ({ page, bridge }) => {
  await page.goto("/?tab=accounts");
  await expect(page.getByText("No accounts yet").filter({ visible: true }).last()).toBeVisible();
  await page.getByRole("button", { name: "Add account" }).click();
  const dialog = page.getByRole("dialog", { name: "Add account" });
  await dialog.getByLabel("NetID").fill("  jdevries ");
  await dialog.getByLabel("Password (optional)").fill("a secret");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "jdevries" })).toContainText("In use");
  await expect(accountField(page)).toHaveValue("jdevries");
  expect(await accountsIn(bridge)).toMatchObject([{ netid: "jdevries", is_active: true }]);
});

test("an account is switched off and on again", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  const card = page.getByRole("region", { name: "jdevries" });
  await card.getByRole("switch", { name: "Active: jdevries" }).click();
  await expect(card.getByRole("switch", { name: "Switched off: jdevries" })).not.toBeChecked();
  await expect(page.getByText("jdevries is switched off.", { exact: true })).toBeVisible();
  expect(await accountsIn(bridge)).toMatchObject([{ is_active: false }]);
  await card.getByRole("switch").click();
  await expect(card.getByRole("switch", { name: "Active: jdevries" })).toBeChecked();
  expect(await accountsIn(bridge)).toMatchObject([{ is_active: true }]);
});

test("a password is changed and shown nowhere", async ({ page, bridge }) => {
  const before = await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  const open = page.getByRole("button", { name: "Change the password of jdevries" });
  await open.click();
  const dialog = page.getByRole("dialog", { name: "Change the password of jdevries" });
  await dialog.getByLabel("New password").fill("hunter-22");
  await expect(dialog.getByLabel("New password")).toHaveAttribute("type", "password");
  await dialog.getByRole("button", { name: "Change password" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("The password of jdevries was changed.", { exact: true })).toBeVisible();
  await expect(open).toBeFocused();
  const [after] = await accountsIn(bridge);
  expect(after?.updated_at).not.toBe(before.updated_at);
  expect(await page.content()).not.toContain("hunter-22");
});

test("deleting says what will happen, then does it", async ({ page, bridge }) => {
  const kept = await addAccount(bridge, "jdevries");
  await addAccount(bridge, "m.bakker");
  const { today } = await facilityOf(bridge);
  const past = { account_id: kept.id, booking_date: addDays(today, -2) };
  await book(bridge, { ...past, time_slots: ["07:00", "08:00"] });
  await page.goto("/?tab=accounts");
  await chooseAccount(page, "jdevries");

  await page.getByRole("button", { name: "Delete m.bakker" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("It has no bookings and is removed permanently");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByRole("region", { name: "m.bakker" })).toBeHidden();

  await page.getByRole("button", { name: "Delete jdevries" }).click();
  await expect(dialog).toContainText("Its 2 bookings stay in History.");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(dialog).toBeHidden();
  expect(await accountsIn(bridge)).toEqual([]);
  await expect(accountField(page)).toHaveValue(/^(All accounts|No accounts yet)$/);
  await page.getByRole("tab", { name: "History" }).click();
  await expect(page.getByRole("cell", { name: "Account 1" })).toHaveCount(2);
});

test("an account's figures are asked for when its card is seen", async ({ page, bridge }) => {
  for (let nth = 1; nth <= 40; nth += 1) await addAccount(bridge, `account${nth}`);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/stats")) asked.push(new URL(request.url()).pathname);
  });
  await page.goto("/?tab=accounts");
  await expect(page.getByRole("region", { name: "account1", exact: true })).toContainText("Total");
  expect(asked.length).toBeLessThan(20);
  expect(asked).not.toContain("/api/accounts/40/stats");
  const last = page.getByRole("region", { name: "account40" });
  await last.scrollIntoViewIfNeeded();
  await expect(last).toContainText("Total");
});

test("each window books for the account that was chosen in it, a new one for the last that was", async ({
  page,
  bridge,
  context,
}) => {
  await addAccount(bridge, "jdevries");
  await addAccount(bridge, "m.bakker");
  const inUse = (window: Page) => window.getByRole("combobox", { name: "Account in use" });
  await page.goto("/?tab=history");
  await chooseAccount(page, "jdevries");

  const other = await context.newPage();
  await other.goto("/?tab=accounts");
  await expect(inUse(other)).toHaveValue("1");
  await other.getByRole("region", { name: "m.bakker" }).getByRole("button", { name: /^Use in all tabs/ }).click();
  await expect(inUse(other)).toHaveValue("2");
  const third = await context.newPage();
  await third.goto("/?tab=history");
  await expect(inUse(third)).toHaveValue("2");
  await expect(inUse(page)).toHaveValue("1");
  await page.reload();
  await expect(inUse(page)).toHaveValue("1");
});
