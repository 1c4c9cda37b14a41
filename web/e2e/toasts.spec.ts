import { addAccount } from "./support/seed";
import { expect, test } from "./support/test";

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
