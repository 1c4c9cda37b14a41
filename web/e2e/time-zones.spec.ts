import { countdownText } from "@/lib/countdown-text";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { hourNow, spelled, zoneOnAnotherDay } from "./support/days";
import { addAccount, book, bookingsIn, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

for (const browserZone of ["America/Los_Angeles", "Asia/Tokyo"]) {
  // If the facility has another day than the browser, every mix-up of the two shows.
  const facilityZone = zoneOnAnotherDay(browserZone);

  test.describe(`a browser in ${browserZone}`, () => {
    test.use({ timezoneId: browserZone, facilityZone });

    test("shows and books the facility's days, never its own", async ({ page, bridge }) => {
      const { today } = await facilityOf(bridge);
      const day = addDays(today, 1);
      await addAccount(bridge, "jdevries");
      const form = await BookingForm.open(page);
      const zoneNote = page.getByText(`Times are shown in ${facilityZone}`).filter({ visible: true });
      await expect(zoneNote).toBeVisible();
      await form.chooseAccount("jdevries");
      await expect(form.day(today)).toHaveAccessibleName(/today$/);
      await form.chooseDay(day);
      await form.pick("06:00", "23:00");
      await expect(form.summary).toContainText(spelled(day));
      await form.start.click();
      await form.expectCreated(2);
      expect((await bookingsIn(bridge)).map(({ booking_date }) => booking_date)).toEqual([day, day]);

      await page.getByRole("tab", { name: "History" }).click();
      const rows = page.getByRole("table", { name: "Bookings" }).locator("tbody").getByRole("row");
      const written = spelled(day, "short").source;
      await expect(rows).toHaveText([
        new RegExp(`${written}.*23:00`),
        new RegExp(`${written}.*06:00`),
      ]);
      await page.getByLabel("From").fill(day);
      await page.getByLabel("To", { exact: true }).fill(day);
      await expect(page).toHaveURL(new RegExp(`from=${day}&to=${day}`));
      await expect(rows).toHaveCount(2);

      await page.getByRole("tab", { name: "Upcoming" }).click();
      await expect(page.getByRole("region", { name: "Next booking" })).toContainText(/Tomorrow, .*06:00/);
      const tomorrow = page.getByRole("heading", { level: 2, name: spelled(day) });
      await expect(tomorrow).toContainText("Tomorrow");
    });

    test("judges today's slots by the facility's clock", async ({ page, bridge }) => {
      const { today } = await facilityOf(bridge);
      await addAccount(bridge, "jdevries");
      const form = await BookingForm.open(page);
      await form.chooseAccount("jdevries");
      await form.chooseDay(today);
      // Both sides are looked at together, as an hour may end between two looks.
      await expect(async () => {
        const hour = hourNow(facilityZone);
        for (let slot = 6; slot <= 23; slot += 1) {
          const name = `${String(slot).padStart(2, "0")}:00`;
          const begun = slot <= hour;
          await expect(form.slot(name)).toHaveAccessibleName(begun ? `${name}, has begun` : name);
          await expect(form.slot(name)).toBeEnabled({ enabled: !begun });
        }
      }).toPass();
    });
  });
}

test.describe("a facility whose clocks show an hour twice", () => {
  test.use({ timezoneId: "America/Los_Angeles", facilityZone: "America/Santiago" });

  test("has countdowns to the moment that the bridge gives", async ({ page, bridge }) => {
    const { id: account_id } = await addAccount(bridge, "jdevries");
    await book(bridge, { account_id, booking_date: "2050-04-02", time_slots: ["22:00", "23:00"] });
    await page.goto("/?tab=upcoming");
    const countdowns = page.getByRole("main").getByRole("timer");
    // The first of the two hours named 23:00.
    for (const [nth, moment] of ["2050-04-03T01:00:00.000Z", "2050-04-03T02:00:00.000Z"].entries()) {
      await expect(countdowns.nth(nth)).toHaveAttribute("datetime", moment);
      // Both sides are looked at together, as an hour may end between two looks.
      await expect(async () => {
        const text = countdownText(Date.parse(moment) - Date.now());
        expect(await countdowns.nth(nth).textContent()).toBe(text);
      }).toPass();
    }
  });
});
