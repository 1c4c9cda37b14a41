import { expect, type Locator, type Page } from "@playwright/test";

/** The field in the header that chooses the account every tab works with. */
export function accountField(page: Page): Locator {
  return page.getByRole("combobox", { name: "Account in use" });
}

export async function chooseAccount(page: Page, netid: string): Promise<void> {
  const field = accountField(page);
  await expect(field).not.toHaveValue("");
  await field.click();
  await page.getByRole("listbox", { name: "Account in use" }).getByRole("option", { name: netid }).click();
  await expect(field).toHaveValue(netid);
}
