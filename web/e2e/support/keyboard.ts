import { expect, type Locator, type Page } from "@playwright/test";

const mostStops = 60;

/** Presses Tab until the element has the focus, as far as one would be willing to go. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let stops = 0; stops < mostStops && !(await hasFocus()); stops += 1) {
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

/** Presses a key and waits for where it leads, as a person does: groups move the focus a moment later. */
export async function moveTo(page: Page, key: string, target: Locator): Promise<void> {
  await page.keyboard.press(key);
  await expect(target).toBeFocused();
}
