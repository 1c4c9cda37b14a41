import type { Locator, Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { addAccount, bookingsIn, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

const mostStops = 60;

/** Presses Tab until the element has the focus, as far as one would be willing to go. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let stops = 0; stops < mostStops && !(await hasFocus()); stops += 1) {
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test("a whole booking, and its cancel, without a mouse", async ({ page, bridge }) => {
  const { today } = await facilityOf(bridge);
  const day = addDays(today, 1);
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await expect(form.account).toContainText("jdevries");
  await tabTo(page, form.account);
  await page.keyboard.press("ArrowDown");
  await expect(form.summary).toContainText("jdevries");
  await tabTo(page, page.getByRole("radio", { name: "Fitness" }));
  await page.keyboard.press("ArrowRight");
  await tabTo(page, page.getByRole("radio", { name: "Any" }));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, form.day(today));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await tabTo(page, form.slot("06:00"));
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await expect(form.picked()).toHaveText(["06:00", "22:00", "23:00"]);
  await tabTo(page, form.start);
  await page.keyboard.press("Enter");
  await form.expectCreated(3);
  await expect(form.start).toBeFocused();
  const wanted = { booking_date: day, location: "X1", sub_location: "B" };
  expect(await bookingsIn(bridge)).toMatchObject([wanted, wanted, wanted]);

  await page.getByRole("tab", { name: "Single Booking" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const latest = page.getByRole("link", { name: /23:00: details$/ });
  await expect(latest).toBeVisible();
  await tabTo(page, latest);
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Cancel this booking" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Cancel booking" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByRole("dialog").getByText("CANCELLED").first()).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Close" }));
  await page.keyboard.press("Enter");
  await expect(latest).toBeFocused();
  expect((await bookingsIn(bridge)).map(({ status }) => status)).toEqual([
    "pending",
    "pending",
    "cancelled",
  ]);
});

test("dialogs keep the focus inside and give it back", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  const open = page.getByRole("button", { name: "Delete jdevries" });
  await open.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Keep account" })).toBeFocused();
  for (let stops = 0; stops < 3; stops += 1) {
    await page.keyboard.press("Tab");
    await expect(dialog.locator(":focus")).toHaveCount(1);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
});
