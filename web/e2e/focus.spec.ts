import type { Locator, Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { addAccount, book, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

const list = (page: Page) => page.locator("main [aria-busy='false']:focus");

async function pressed(control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  await control.press("Enter");
}

test("a link to another tab takes the focus along to its content", async ({ page, bridge }) => {
  await page.goto("/");
  await pressed(page.getByRole("link", { name: "Accounts" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accounts");
  await expect(page.locator("#content")).toBeFocused();

  await addAccount(bridge, "jdevries");
  for (const tab of ["history", "upcoming"]) {
    await page.goto(`/?tab=${tab}`);
    await pressed(page.getByRole("link", { name: "Make a booking" }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Single Booking");
    await expect(page.locator("#content")).toBeFocused();
    await expect(page.getByRole("grid")).toBeVisible();
  }
});

test("filters that are cleared leave the focus where one reads on", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: "2026-01-05", time_slots: ["07:00"] });
  await page.goto("/?tab=history&status=pending");
  const clear = page.getByRole("button", { name: "Clear filters" });
  await pressed(clear);
  await expect(clear).toBeDisabled();
  await expect(clear).toBeFocused();

  await page.goto("/?tab=history&status=failed");
  await pressed(page.getByRole("button", { name: "Show all bookings" }));
  await expect(list(page)).toContainText("PENDING");
  await page.goto("/?tab=statistics");
  await pressed(page.getByRole("button", { name: "Show all time" }));
  await expect(list(page)).toContainText("Success rate");
});

test("what was picked is cleared, and the focus is on the slots again", async ({ page, bridge }) => {
  const { today } = await facilityOf(bridge);
  const form = await BookingForm.open(page);
  await form.chooseDay(addDays(today, 1));
  await form.pick("09:00", "11:00");
  await pressed(page.getByRole("button", { name: "Clear 2 selected" }));
  await expect(form.picked()).toHaveCount(0);
  await expect(form.slot("11:00")).toBeFocused();
});

test("a toast that is dismissed gives the focus back", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  await pressed(page.getByRole("switch", { name: "Active: jdevries" }));
  const dismiss = page.getByRole("button", { name: "Dismiss" });
  await pressed(dismiss);
  await expect(dismiss).toBeHidden();
  await expect(page.getByRole("switch", { name: "Switched off: jdevries" })).toBeFocused();
});
