import { addAccount } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

test("a toast of a success passes, that of a failure stays until it is dismissed", async ({
  page,
  bridge,
  complaints,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  await addAccount(bridge, "m.bakker");
  await page.clock.install();
  await page.goto("/?tab=accounts");
  await page.getByRole("switch", { name: "Active: m.bakker" }).click();
  const passing = page.getByText("m.bakker is switched off.");
  await expect(passing).toBeVisible();
  await bridge.act({ action: "delete_account", account_id: id });
  await page.getByRole("switch", { name: "Active: jdevries" }).click();
  const staying = page.locator("[data-toast]").filter({ hasText: "jdevries is unchanged." });
  await expect(staying).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.runFor(10_000);
  await expect(passing).toBeHidden();
  await expect(staying).toBeVisible();
  await staying.getByRole("button", { name: "Dismiss" }).click();
  await expect(staying).toBeHidden();
  expectComplaints(complaints, /status of 404/);
});

test("a toast lies over a dialog: Escape closes the dialog, a click on the toast only the toast", async ({
  page,
  bridge,
}) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  await page.getByRole("switch", { name: "Active: jdevries" }).click();
  const toast = page.getByRole("status").getByText("jdevries is switched off.", { exact: true });
  // A toast under the pointer stays.
  await toast.hover();
  const add = page.getByRole("button", { name: "Add account" });
  const dialog = page.getByRole("dialog", { name: "Add account" });
  await add.press("Enter");
  await expect(dialog.getByLabel("NetID")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(toast).toBeVisible();
  await add.press("Enter");
  await expect(dialog).toBeVisible();
  await page.getByRole("button", { name: "Dismiss", includeHidden: true }).click();
  await expect(toast).toBeHidden();
  await expect(dialog).toBeVisible();
});
