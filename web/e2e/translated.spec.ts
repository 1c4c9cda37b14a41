import { addDays } from "@/lib/dates/plain-date";
import { translatePage } from "../tests/support/translate";
import { BookingForm } from "./support/booking-form";
import { bookingsIn, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

test("a page that the browser translates works in every tab", async ({ page, bridge }) => {
  const tomorrow = addDays((await facilityOf(bridge)).today, 1);
  const tab = (name: string) => page.getByRole("tab", { name, exact: true }).click();
  await page.goto("/?tab=accounts");
  await expect(page.getByText("No accounts yet").first()).toBeVisible();
  await page.evaluate(translatePage);

  await page.getByRole("button", { name: "Add account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("NetID").fill("jdevries");
  await dialog.getByRole("button", { name: "Add account" }).click();
  await expect(dialog).toBeHidden();

  await tab("Single Booking");
  const form = new BookingForm(page);
  await form.chooseDay(tomorrow);
  await form.pick("07:00", "08:00");
  await expect(page.getByRole("button", { name: "Clear 2 selected" })).toBeVisible();
  await form.start.click();
  await form.expectCreated(2);
  await expect.poll(async () => (await bookingsIn(bridge)).length).toBe(2);

  await tab("History");
  const cancel = page.getByRole("button", { name: /^Cancel .*07:00/ });
  await cancel.click();
  await page.getByRole("button", { name: "Cancel booking" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByRole("cell", { name: "CANCELLED" })).toBeVisible();
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  await file;
  await expect(page.getByText("Saved 2 bookings as CSV.")).toBeVisible();
  await page.getByRole("link", { name: /08:00/ }).first().click();
  await expect(page.getByRole("dialog").getByText("PENDING").first()).toBeVisible();
  await page.keyboard.press("Escape");

  for (const name of ["Upcoming", "Statistics", "Accounts", "Single Booking"]) await tab(name);
  await expect(page.getByText("could not be loaded")).toHaveCount(0);
  await expect(page.locator("main font > font").first()).toBeVisible();
});
