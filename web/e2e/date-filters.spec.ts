import type { Page } from "@playwright/test";
import { addAccount, book } from "./support/seed";
import { expect, test } from "./support/test";

const dateIn = (page: Page, name: "from" | "to") => new URL(page.url()).searchParams.get(name);

/** Goes to the field's first part: the month or the day, as the browser's language has it. */
async function enter(page: Page): Promise<void> {
  await page.getByLabel("Location").focus();
  await page.getByLabel("From").focus();
}

test("a day is typed over another, part by part, and one part is cleared by itself", async ({ page }) => {
  await page.goto("/?tab=history&from=2026-10-15");
  const from = page.getByLabel("From");
  await expect(from).toHaveValue("2026-10-15");
  await enter(page);
  await page.keyboard.type("12");
  await expect(from).toHaveValue(/^2026-(12-15|10-12)$/);
  await page.keyboard.type("11");
  await expect(from).toHaveValue(/^2026-(12-11|11-12)$/);
  await page.keyboard.type("2027");
  await expect(from).toHaveValue(/^2027-(12-11|11-12)$/);
  await expect.poll(() => dateIn(page, "from")).toBe(await from.inputValue());

  await enter(page);
  await page.keyboard.press("Backspace");
  await expect(from).toHaveValue("");
  await expect.poll(() => dateIn(page, "from")).toBeNull();
  await page.keyboard.type("10");
  await expect(from).toHaveValue(/^2027-(10-11|11-10)$/);
  await expect.poll(() => dateIn(page, "from")).toBe(await from.inputValue());
});

test("parts typed without a pause come out as they were typed", async ({ page }) => {
  await page.goto("/?tab=history&from=2026-10-15");
  const from = page.getByLabel("From");
  await expect(from).toHaveValue("2026-10-15");
  const browser = await page.context().newCDPSession(page);
  // On a slow machine the URL still follows one key when the next one comes.
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 8 });
  await enter(page);
  await page.keyboard.type("12112027");
  await expect(from).toHaveValue(/^2027-(12-11|11-12)$/);
  await expect.poll(() => dateIn(page, "from")).toBe(await from.inputValue());
});

test("a year out of range filters nothing, says so once the field is left, and gives way to Clear filters", async ({
  page,
  bridge,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: "2026-10-20", time_slots: ["07:00"] });
  await page.goto("/?tab=history&from=2026-10-15");
  const from = page.getByLabel("From");
  await enter(page);
  await page.keyboard.type("10101999");
  await page.getByLabel("Status").focus();
  await expect(from).toHaveAccessibleDescription("Choose a day from 2000 to 2100.");
  await expect(page.getByRole("cell", { name: "PENDING" })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(from).toHaveValue("");
  await expect(from).toHaveAccessibleDescription("");
});
