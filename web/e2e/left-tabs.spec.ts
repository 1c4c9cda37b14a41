import { hold } from "./support/held";
import { addAccount, book } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

test("a CSV file that fails says so on another tab", async ({ page, bridge, complaints }) => {
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: "2026-01-05", time_slots: ["07:00"] });
  await page.goto("/?tab=history");
  await expect(page.getByRole("cell", { name: "PENDING" })).toBeVisible();
  const release = await hold(page, /\/api\/bookings\?/, "GET");
  const save = page.getByRole("button", { name: "Save as CSV" });
  await save.click();
  await expect(save).toHaveAttribute("aria-busy", "true");
  await page.getByRole("tab", { name: "Accounts" }).click();
  await expect(page.getByRole("region", { name: "jdevries" })).toBeVisible();
  await expect(save).toBeHidden();
  await bridge.goAway();
  release();
  await expect(page.locator("[data-toast]")).toContainText("The CSV file could not be created.");
  expectComplaints(complaints, /status of 502/);
});

test("an account that could not be switched says so on another tab", async ({
  page,
  bridge,
  complaints,
}) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  const release = await hold(page, "**/api/accounts/1", "PUT");
  const active = page.getByRole("switch", { name: "Active: jdevries" });
  await active.click();
  await expect(active).toHaveAttribute("aria-busy", "true");
  await page.getByRole("tab", { name: "History" }).click();
  await expect(page.getByRole("button", { name: "Save as CSV" })).toBeVisible();
  await bridge.act({ action: "delete_account", account_id: 1 });
  release();
  await expect(page.locator("[data-toast]")).toContainText("jdevries is unchanged.");
  expectComplaints(complaints, /status of 404/);
});
