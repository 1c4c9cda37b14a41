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
  await expect(dialog).toContainText("It has no bookings and is removed for good");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByRole("region", { name: "m.bakker" })).toBeHidden();

  await page.getByRole("button", { name: "Delete jdevries" }).click();
  await expect(dialog).toContainText("Its 2 bookings stay in History.");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(dialog).toBeHidden();
  expect(await accountsIn(bridge)).toEqual([]);
  await expect(accountField(page)).toHaveValue(/^(All accounts|No accounts yet)$/);
  await page.getByRole("tab", { name: "History" }).click();
  await expect(page.getByRole("cell", { name: "jdevries (deleted)" })).toHaveCount(2);
});

test("many accounts are a table with a search, and are found in the header by typing", async ({ page, bridge }) => {
  for (let nth = 1; nth <= 40; nth += 1) await addAccount(bridge, `account${nth}`);
  await page.goto("/?tab=accounts");
  const rows = page.getByRole("table", { name: "Accounts" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(25);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(rows).toHaveCount(15);
  await page.getByLabel("Search by NetID").fill("ACCOUNT40");
  await expect(rows).toHaveCount(1);
  await rows.getByRole("button", { name: "account40" }).click();
  await expect(page.getByRole("dialog").getByRole("region", { name: "account40" })).toContainText("Total");
  await page.keyboard.press("Escape");
  await accountField(page).click();
  await accountField(page).fill("t37");
  await page.keyboard.press("Enter");
  await expect(accountField(page)).toHaveValue("account37");
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
  await expect(inUse(other)).toHaveValue("jdevries");
  await other.getByRole("region", { name: "m.bakker" }).getByRole("button", { name: /^Use in all tabs/ }).click();
  await expect(inUse(other)).toHaveValue("m.bakker");
  const third = await context.newPage();
  await third.goto("/?tab=history");
  await expect(inUse(third)).toHaveValue("m.bakker");
  await expect(inUse(page)).toHaveValue("jdevries");
  await page.reload();
  await expect(inUse(page)).toHaveValue("jdevries");
});
