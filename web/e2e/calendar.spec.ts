import { addMonths } from "@/lib/dates/month";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { monthOf } from "./support/days";
import { moveTo } from "./support/keyboard";
import { addAccount, book, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

test("the calendar's keys lead by days, weeks, months and years, and never before today", async ({
  page,
  bridge,
}) => {
  const { today } = await facilityOf(bridge);
  const form = await BookingForm.open(page);
  await form.day(today).focus();
  await moveTo(page, "ArrowRight", form.day(addDays(today, 1)));
  await moveTo(page, "ArrowDown", form.day(addDays(today, 8)));
  await moveTo(page, "PageDown", form.day(addMonths(addDays(today, 8), 1)));
  const later = addMonths(addMonths(addDays(today, 8), 1), 12);
  await moveTo(page, "Shift+PageDown", form.day(later));
  await expect(page.getByRole("grid", { name: monthOf(later) })).toBeVisible();
  await moveTo(page, "Shift+PageUp", form.day(addMonths(later, -12)));
  for (let month = 0; month < 3; month += 1) await page.keyboard.press("PageUp");
  await expect(form.day(today)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(form.day(today)).toBeFocused();
});

test("a day is chosen, and given back by choosing it again", async ({ page, bridge }) => {
  const { today } = await facilityOf(bridge);
  const form = await BookingForm.open(page);
  const chosen = page.getByRole("gridcell", { selected: true });
  await form.day(today).focus();
  await page.keyboard.press("Enter");
  await expect(chosen).toHaveText(String(Number(today.slice(-2))));
  await page.keyboard.press("Space");
  await expect(chosen).toHaveCount(0);
  await expect(form.summary).toContainText("Not chosen yet");
});

test("days say that they are today, and how many bookings the account has on them", async ({
  page,
  bridge,
}) => {
  const { today } = await facilityOf(bridge);
  const { id } = await addAccount(bridge, "jdevries");
  const day = addMonths(today, 1);
  await book(bridge, { account_id: id, booking_date: day, time_slots: ["07:00", "08:00"] });
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  await expect(form.day(today)).toHaveAccessibleName(/, today/);
  await page.getByRole("button", { name: "Go to the Next Month" }).click();
  await expect(form.day(day)).toHaveAccessibleName(/, 2 bookings$/);
});
