import type { Locator } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { addAccount, book, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

/** Whether its background is another than the page's; one that is transparent has the page's. */
const standsOut = (part: Locator) =>
  part.evaluate((element) => {
    const { backgroundColor } = getComputedStyle(element);
    const isTransparent = backgroundColor.endsWith(", 0)");
    return !isTransparent && backgroundColor !== getComputedStyle(document.body).backgroundColor;
  });

async function expectMarked(chosen: Locator, other: Locator): Promise<void> {
  expect(await standsOut(chosen)).toBe(true);
  expect(await standsOut(other)).toBe(false);
}

/** Fails when the whole looks the same without its part. */
async function expectSeen(part: Locator, whole: Locator): Promise<void> {
  const withPart = await whole.screenshot();
  await part.evaluate((element: HTMLElement) => element.style.setProperty("visibility", "hidden"));
  expect(withPart.equals(await whole.screenshot())).toBe(false);
  await part.evaluate((element: HTMLElement) => element.style.removeProperty("visibility"));
}

test("what is chosen, switched on or booked is seen in high contrast", async ({ page, bridge }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const date = addDays((await facilityOf(bridge)).today, 1);
  const { id } = await addAccount(bridge, "jdevries");
  await addAccount(bridge, "m.bakker");
  await book(bridge, { account_id: id, booking_date: date, time_slots: ["07:00"] });
  const tab = (name: string) => page.getByRole("tab", { name });
  const label = (text: string) => page.locator("label").filter({ hasText: text });
  const button = (name: string) => page.getByRole("button", { name, exact: true });

  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  await form.chooseDay(date);
  const day = form.day(date);
  await expectMarked(day, button("Go to the Next Month"));
  await expectSeen(day.locator("span"), day);
  // Choosing it again takes the choice back.
  await day.click();
  await expectSeen(day.locator("span"), day);
  await form.pick("23:00");
  await expectMarked(form.slot("23:00"), form.slot("22:00"));
  await button("1 min").click();
  await expectMarked(button("1 min"), button("5 min"));
  await expectMarked(label("Fitness"), label("X1"));
  await expectMarked(tab("Single Booking"), tab("History"));
  await expectMarked(label("System"), label("Dark"));
  await expect(form.start).not.toHaveCSS("border-top-width", "0px");
  const retry = page.getByRole("switch");
  for (const on of [true, false]) {
    await retry.setChecked(on);
    await expectSeen(retry.locator("span"), retry);
  }
  await tab("Accounts").click();
  await expectMarked(
    page.getByRole("button", { name: /^In use/ }),
    page.getByRole("button", { name: /^Use in all tabs/ }),
  );
  await tab("Statistics").click();
  await expectMarked(label("8 weeks"), label("6 months"));
});
