import type { Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { hold } from "./support/held";
import { addAccount, book, facilityOf } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

/** What the browser, Next and React say about a script that did not come. */
const missing = /ERR_FAILED|ChunkLoadError|Failed to load chunk/;

/** From now on no further script arrives, as after a restart with another build. */
async function loseScripts(page: Page): Promise<() => Promise<void>> {
  const scripts = "**/_next/static/**/*.js";
  await page.route(scripts, (route) => route.abort());
  return () => page.unroute(scripts);
}

test("a tab whose code does not come says so in its place, and the others go on", async ({
  page,
  bridge,
  complaints,
}) => {
  const { today } = await facilityOf(bridge);
  const form = await BookingForm.open(page);
  await form.chooseDay(addDays(today, 1));
  await form.pick("09:00");
  const bringBack = await loseScripts(page);
  await page.getByRole("tab", { name: "Upcoming" }).click();
  const alert = page.getByRole("tabpanel", { name: "Upcoming" }).getByRole("alert");
  await expect(alert).toContainText("This part of the page could not be loaded");
  await page.getByRole("tab", { name: "Single Booking" }).click();
  await expect(form.picked()).toHaveText(["09:00"]);

  await page.getByRole("tab", { name: "Upcoming" }).click();
  await bringBack();
  await alert.getByRole("button", { name: "Reload the page" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Upcoming");
  await expect(alert).toBeHidden();
  expectComplaints(complaints, missing);
});

test("a dialog whose code does not come says so over its list, and gives the focus back", async ({
  page,
  bridge,
  complaints,
}) => {
  const { today } = await facilityOf(bridge);
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: addDays(today, 1), time_slots: ["09:00"] });
  await page.goto("/?tab=history");
  const cancel = page.getByRole("button", { name: /^Cancel/ });
  await expect(cancel).toBeVisible();
  await page.waitForLoadState("networkidle");
  const bringBack = await loseScripts(page);
  const dialog = page.getByRole("alertdialog", { name: "This part of the page could not be loaded" });
  for (let presses = 0; presses < 2; presses += 1) {
    await cancel.focus();
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("button", { name: "Reload the page" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(cancel).toBeFocused();
  }
  await page.getByRole("link", { name: /details$/ }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page).toHaveURL(/\?tab=history$/);
  await bringBack();
  await page.getByRole("link", { name: /details$/ }).click();
  await dialog.getByRole("button", { name: "Reload the page" }).click();
  await expect(page.getByRole("dialog").getByText("PENDING").first()).toBeVisible();
  expectComplaints(complaints, missing);
});

test("a dialog whose code takes its time is announced where it will be", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  await expect(page.getByText("Success rate")).toBeVisible();
  const release = await hold(page, /\/_next\/static\/.*\.js/, "GET");
  const add = page.getByRole("button", { name: "Add account" });
  await add.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Opening…" })).toBeVisible();
  await expect(add).toBeFocused();
  release();
  await expect(page.getByRole("dialog").getByLabel("NetID")).toBeFocused();
  await expect(page.getByText("Opening…")).toBeHidden();
});
