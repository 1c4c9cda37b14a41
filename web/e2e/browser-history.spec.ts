import { addAccount, book } from "./support/seed";
import { expect, test } from "./support/test";

test("a booking that was opened and closed leaves nothing behind in the browser's history", async ({
  page,
  bridge,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: "2026-01-05", time_slots: ["07:00", "08:00"] });
  await page.goto("/?tab=accounts");
  await page.getByRole("tab", { name: "History" }).click();
  const dialog = page.getByRole("dialog");
  for (const time of ["08:00", "07:00"]) {
    const link = page.getByRole("link", { name: `${time}: details` });
    await link.click();
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(page).toHaveURL(/\?tab=history$/);
    await expect(link).toBeFocused();
  }
  await page.goForward();
  await expect(dialog).toBeVisible();
  await page.goBack();
  await expect(dialog).toBeHidden();
  await page.goBack();
  await expect(page.getByText("Success rate")).toBeVisible();
});

test("a booking that its address opened closes where it stands", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: "2026-01-05", time_slots: ["07:00"] });
  await page.goto("/?tab=history&status=pending&booking=1");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page).toHaveURL(/\?tab=history&status=pending$/);
  await expect(page.getByRole("link", { name: "07:00: details" })).toBeFocused();
});

test("the open tab, pressed again, keeps its filters and its place in the history", async ({ page }) => {
  await page.goto("/?tab=upcoming");
  await page.goto("/?tab=history&status=failed");
  await page.getByRole("tab", { name: "History" }).press("Enter");
  await expect(page.getByLabel("Status")).toHaveValue("failed");
  await expect(page).toHaveURL(/\?tab=history&status=failed$/);
  await page.goBack();
  await expect(page.getByText("No upcoming bookings")).toBeVisible();
});

test("the skip link leaves nothing in the browser's history that leads notFound", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: "2026-01-05", time_slots: ["07:00"] });
  await page.goto("/?tab=accounts");
  await expect(page.getByText("Success rate")).toBeVisible();
  await page.getByRole("link", { name: "Skip to the content" }).press("Enter");
  await expect(page.locator("#content")).toBeFocused();
  await page.getByRole("tab", { name: "History" }).click();
  await page.getByRole("link", { name: "Skip to the content" }).press("Enter");
  await page.getByRole("link", { name: "07:00: details" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accounts");
});
