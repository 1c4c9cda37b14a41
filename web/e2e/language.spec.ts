import path from "node:path";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { addAccount, ask, book, facilityOf, fill } from "./support/seed";
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

test.describe("with a facility", () => {
  test.use({ bridgeSettings: { BRIDGE_FACILITY: path.resolve(import.meta.dirname, "../../bridge/profiles/practice.toml") } });

  test("openings, plans and attempts say which language their dates are in", async ({ page, bridge }) => {
    const { today } = await facilityOf(bridge);
    const { id: account_id } = await addAccount(bridge, "jdevries");
    const day = { account_id, booking_date: addDays(today, 14) };
    await book(bridge, { ...day, time_slots: ["18:00"] });
    const plan = { hours: 1, window_start: "08:00", window_end: "12:00", choices: [{ location: "X1" }] };
    await ask(bridge, { action: "create_plan", booking_date: day.booking_date, account_ids: [account_id], ...plan });
    // The bridge does not reach the facility, so its attempt has a moment and no slot.
    await book(bridge, { account_id, booking_date: addDays(today, 1), time_slots: ["18:00"] });
    for (const [tab, shown] of [
      ["live", "Latest attempts"],
      ["multi", "Plans"],
      ["multi&plan=1", "Steps"],
      ["upcoming", "Next booking"],
      ["history", "Opens"],
    ] as const) {
      await page.goto(`/?tab=${tab}`);
      await expect(page.getByRole("main").getByText(shown).first()).toBeVisible();
      await expect(page.locator('main [lang="de-DE"]').first()).toBeVisible();
      expect(await page.evaluate(germanWithoutLanguage)).toEqual([]);
    }
  });
});

/** The texts of the page that name a German weekday or month and are not marked as German. */
function germanWithoutLanguage(): string[] {
  const german = /\b\d{1,2}\. (Jan|Feb|März|Apr|Mai|Juni|Juli|Aug|Sept|Okt|Nov|Dez)|\b(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Okt|Dez)\b|\b(Mo|Di|Mi|Do|Fr|Sa|So)\./;
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
