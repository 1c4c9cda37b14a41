import type { Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { addAccount, ask, book, facilityOf, settle } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";
import type { GetAccountsResponse } from "@/lib/api/types";
import type { Bridge } from "../tests/support/bridge";

const accountsIn = async (bridge: Bridge) =>
  (await ask<GetAccountsResponse>(bridge, { action: "get_accounts" })).accounts;

test("an account is added, and the first one is in use at once", async ({ page, bridge }) => {
  await page.goto("/?tab=accounts");
  await expect(page.getByText("No accounts yet").filter({ visible: true }).last()).toBeVisible();
  await page.getByRole("button", { name: "Add account" }).click();
  const dialog = page.getByRole("dialog", { name: "Add account" });
  await dialog.getByRole("button", { name: "Add account" }).click();
  await expect(dialog.getByLabel("NetID")).toHaveAccessibleDescription(/3 to 100 characters/);
  await expect(dialog.getByLabel("NetID")).toBeFocused();
  await dialog.getByLabel("NetID").fill("  jdevries ");
  await dialog.getByLabel("Password (optional)").fill("a secret");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "jdevries" })).toContainText("In use");
  await expect(page.getByRole("combobox", { name: "Account in use" })).toHaveValue("1");
  expect(await accountsIn(bridge)).toMatchObject([{ netid: "jdevries", is_active: true }]);
});

test("a netid that is taken is refused at its field", async ({ page, bridge, complaints }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  await page.getByRole("button", { name: "Add account" }).click();
  const dialog = page.getByRole("dialog", { name: "Add account" });
  await dialog.getByLabel("NetID").fill("JDeVries");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("NetID")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel("NetID")).toHaveAccessibleDescription(/JDeVries/i);
  expect(await accountsIn(bridge)).toHaveLength(1);
  expectComplaints(complaints, /status of 409/);
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

test("a password is changed and shown notFound", async ({ page, bridge }) => {
  const before = await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  const open = page.getByRole("button", { name: "Change the password of jdevries" });
  await open.click();
  const dialog = page.getByRole("dialog", { name: "Change the password of jdevries" });
  await dialog.getByRole("button", { name: "Change password" }).click();
  await expect(dialog.getByLabel("New password")).toHaveAccessibleDescription("Enter the new password.");
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
  await page.getByRole("combobox", { name: "Account in use" }).selectOption("jdevries");

  await page.getByRole("button", { name: "Delete m.bakker" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("It has no bookings and is removed permanently");
  await dialog.getByRole("button", { name: "Keep account" }).click();
  await expect(page.getByRole("region", { name: "m.bakker" })).toBeVisible();
  await page.getByRole("button", { name: "Delete m.bakker" }).click();
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByRole("region", { name: "m.bakker" })).toBeHidden();

  await page.getByRole("button", { name: "Delete jdevries" }).click();
  await expect(dialog).toContainText("Its 2 bookings stay in History.");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(dialog).toBeHidden();
  expect(await accountsIn(bridge)).toEqual([]);
  await expect(page.getByRole("combobox", { name: "Account in use" })).toHaveValue("");
  await page.getByRole("tab", { name: "History" }).click();
  await expect(page.getByRole("cell", { name: "Account 1" })).toHaveCount(2);
});

test("an account with bookings to come is not deleted, and the dialog says why", async ({
  page,
  bridge,
  complaints,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  const { today } = await facilityOf(bridge);
  await book(bridge, { account_id: id, booking_date: addDays(today, 1), time_slots: ["07:00"] });
  const refusal = await bridge.act({ action: "delete_account", account_id: id });
  const { message, code } = (await refusal.json()) as { message: string; code: string };
  expect(code).toBe("account_in_use");
  await page.goto("/?tab=accounts");
  await page.getByRole("button", { name: "Delete jdevries" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(dialog).toContainText(message);
  await dialog.getByRole("button", { name: "Keep account" }).click();
  await expect(page.getByRole("region", { name: "jdevries" })).toBeVisible();
  expectComplaints(complaints, /status of 409/);
});

test("an account's figures follow its bookings", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  const slots = { account_id: id, booking_date: "2026-01-05" };
  const booked = await book(bridge, { ...slots, time_slots: ["07:00", "08:00", "09:00", "10:00"] });
  const outcomes = ["confirmed", "confirmed", "failed", "pending"] as const;
  for (const [at, booking] of booked.entries()) await settle(bridge, booking, outcomes[at] ?? "pending");
  await page.goto("/?tab=accounts");
  const card = page.getByRole("region", { name: "jdevries" });
  const figures = { Total: "4", Confirmed: "2", Failed: "1", Attempts: "3", "Success rate": "66.7%" };
  for (const [name, value] of Object.entries(figures)) {
    const figure = card.locator("div").filter({ has: page.getByRole("term").filter({ hasText: name }) });
    await expect(figure.last().getByRole("definition").first()).toHaveText(value);
  }
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
  await inUse(page).selectOption("jdevries");

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

test("an account that another window deleted is chosen no more", async ({
  page,
  bridge,
  context,
  complaints,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  await addAccount(bridge, "m.bakker");
  await page.goto("/?tab=history");
  const here = page.getByRole("combobox", { name: "Account in use" });
  const read = page.waitForResponse((response) => response.url().includes(`/accounts/${id}/bookings`));
  await here.selectOption("jdevries");
  await read;
  await bridge.act({ action: "delete_account", account_id: id });

  const other = await context.newPage();
  await other.goto("/?tab=accounts");
  await expect(other.getByRole("region", { name: "m.bakker" })).toBeVisible();
  await expect(other.getByRole("combobox", { name: "Account in use" })).toHaveValue("");
  await page.reload();
  await expect(here).toHaveValue("");
  expectComplaints(complaints, /status of 404/);
});

test("choosing an account on its card keeps the focus and can be taken back", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  const use = page.getByRole("region", { name: "jdevries" }).getByRole("button", { name: /^(Use in all tabs|In use)/ });
  await use.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Account in use" })).toHaveValue("1");
  await expect(use).toHaveAttribute("aria-pressed", "true");
  await expect(use).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Account in use" })).toHaveValue("");
  await expect(use).toHaveAttribute("aria-pressed", "false");
  await expect(use).toBeFocused();
});

test("the card of an account that is already gone goes as well", async ({ page, bridge, complaints }) => {
  const { id } = await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  const card = page.getByRole("region", { name: "jdevries" });
  await expect(card).toContainText("Success rate");
  await page.getByRole("button", { name: "Delete jdevries" }).click();
  await bridge.act({ action: "delete_account", account_id: id });
  const refusal = await bridge.act({ action: "delete_account", account_id: id });
  const { message } = (await refusal.json()) as { message: string };
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(dialog).toContainText(message);
  await dialog.getByRole("button", { name: "Keep account" }).click();
  await expect(dialog).toBeHidden();
  await expect(card).toBeHidden();
  expectComplaints(complaints, /status of 404/);
});

test("a change of one account asks for no statistics again: they are what they were", async ({ page, bridge }) => {
  for (const netid of ["jdevries", "m.bakker"]) await addAccount(bridge, netid);
  await page.goto("/?tab=accounts");
  await expect(page.getByText("Success rate")).toHaveCount(2);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const listed = page.waitForResponse((response) => response.url().endsWith("/api/accounts"));
  await page.getByRole("switch", { name: "Active: jdevries" }).click();
  await listed;
  await expect(page.getByText("jdevries is switched off.")).toBeVisible();
  await expect(page.getByRole("switch", { name: /jdevries/ })).not.toBeChecked();
  expect(asked).toEqual(["/api/accounts/1", "/api/accounts"]);
});
