import { hold } from "./support/held";
import { addAccount, book } from "./support/seed";
import { expect, test } from "./support/test";

test.beforeEach(async ({ page, bridge }) => {
  for (const [netid, time] of [["jdevries", "07:00"], ["m.bakker", "08:00"]] as const) {
    const { id } = await addAccount(bridge, netid);
    await book(bridge, { account_id: id, booking_date: "2026-01-05", time_slots: [time] });
  }
  await page.goto("/?tab=history");
  await page.getByRole("combobox", { name: "Account in use" }).selectOption("jdevries");
  await expect(page.getByRole("cell", { name: "07:00", exact: true })).toBeVisible();
  await expect(page.getByRole("cell", { name: "08:00", exact: true })).toBeHidden();
});

test("the former account's bookings do not stand under the chosen one's name", async ({ page }) => {
  const release = await hold(page, "**/api/accounts/2/bookings*", "GET");
  await page.getByRole("combobox", { name: "Account in use" }).selectOption("m.bakker");
  await expect(page.getByRole("status").filter({ hasText: "Loading bookings" })).toBeVisible();
  await expect(page.getByRole("cell", { name: "07:00", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Cancel/ })).toHaveCount(0);
  release();
  await expect(page.getByRole("cell", { name: "08:00", exact: true })).toBeVisible();
});

test("the former account's statistics do not stand under the chosen one's name", async ({ page, bridge }) => {
  await bridge.act({ action: "cancel_booking", booking_id: 1 });
  await page.goto("/?tab=statistics&period=all");
  const jdevries = page.getByRole("main").getByText("CANCELLED").first();
  await expect(jdevries).toBeVisible();
  const release = await hold(page, /\/api\/bookings\/stats\?.*accountId=2/, "GET");
  await page.getByRole("combobox", { name: "Account in use" }).selectOption("m.bakker");
  await expect(page.getByRole("status").filter({ hasText: "Loading statistics" })).toBeVisible();
  await expect(jdevries).toBeHidden();
  release();
  await expect(page.getByRole("main").getByText("PENDING").first()).toBeVisible();
});

test("one account's bookings stay in place while a filter's answer is on its way", async ({ page }) => {
  const release = await hold(page, /\/api\/accounts\/1\/bookings\?.*status=failed/, "GET");
  const asked = page.waitForRequest(/status=failed/);
  await page.getByLabel("Status").selectOption("Failed");
  await asked;
  await expect(page.getByRole("cell", { name: "07:00", exact: true })).toBeVisible();
  release();
  await expect(page.getByText("No booking matches these filters")).toBeVisible();
});
