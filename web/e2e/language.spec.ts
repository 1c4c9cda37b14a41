import { BookingForm } from "./support/booking-form";
import { fill } from "./support/seed";
import { expect, test } from "./support/test";

test.use({ locale: "de-DE" });

test("dates in the browser's language say which language it is", async ({ page, bridge }) => {
  await fill(bridge);
  const form = await BookingForm.open(page);
  await form.chooseAccount("jdevries");
  await expect(page.getByRole("grid")).toBeVisible();
  for (const name of ["Single Booking", "Upcoming", "History", "Statistics"]) {
    await page.getByRole("tab", { name, exact: true }).click();
    await expect(page.locator('main [lang="de-DE"]').first()).toBeVisible();
    expect(await page.evaluate(germanWithoutLanguage)).toEqual([]);
  }
});

/** The texts of the page that name a German weekday or month and are not marked as German. */
function germanWithoutLanguage(): string[] {
  const german = /\b(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Okt|Dez)\b|\b(Mo|Di|Mi|Do|Fr|Sa|So)\./;
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? "";
    const element = node.parentElement;
    if (element?.closest("script, style") || !german.test(text)) continue;
    if (element?.closest("[lang]")?.getAttribute("lang") !== "de-DE") found.push(text);
  }
  return found;
}
