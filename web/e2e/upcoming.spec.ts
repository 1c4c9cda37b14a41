import type { Locator } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { spelled } from "./support/days";
import { addAccount, book, facilityOf, settle } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

// Here the facility's clock reads as its timestamps do.
test.use({ facilityZone: "Etc/UTC" });

const minute = 60_000;

async function secondsLeft(countdown: Locator): Promise<number> {
  const match = /^in (\d+):(\d\d) min$/.exec((await countdown.textContent()) ?? "");
  if (!match) throw new Error("There is no countdown of minutes and seconds.");
  return Number(match[1]) * 60 + Number(match[2]);
}

test("what comes next is counted down by the facility's clock, even where the device's is wrong", async ({
  page,
  bridge,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  const { now } = await facilityOf(bridge);
  const begin = new Date(Date.parse(now) + 45 * minute).toISOString();
  const slot = { booking_date: begin.slice(0, 10), time_slots: [begin.slice(11, 19)] };
  await book(bridge, { account_id: id, ...slot });
  await page.clock.install({ time: Date.parse(now) - 180 * minute });
  await page.goto("/?tab=upcoming");
  const next = page.getByRole("region", { name: "Next booking" });
  const countdown = next.getByRole("timer");
  await expect(countdown).toHaveText(/^in 4[0-5]:\d\d min$/);
  const before = await secondsLeft(countdown);
  await page.clock.runFor(minute / 2);
  await expect.poll(() => secondsLeft(countdown)).toBeLessThanOrEqual(before - 30);
});

test("bookings to come stand under their days, soonest first, until they are cancelled", async ({
  page,
  bridge,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  const { today } = await facilityOf(bridge);
  const days = [2, 3, 30].map((ahead) => addDays(today, ahead));
  const [first = "", second = "", third = ""] = days;
  for (const booking_date of days.toReversed()) {
    await book(bridge, { account_id: id, booking_date, time_slots: ["09:00", "18:00"] });
  }
  await book(bridge, { account_id: id, booking_date: addDays(today, -1), time_slots: ["09:00"] });
  const [failed] = await book(bridge, { account_id: id, booking_date: second, time_slots: ["10:00"] });
  if (!failed) throw new Error("The bridge books one for each slot.");
  await settle(bridge, failed, "failed");

  await page.goto("/?tab=upcoming");
  const next = page.getByRole("region", { name: "Next booking" });
  await expect(next).toContainText(spelled(first));
  await expect(next.getByRole("timer")).toHaveText(/^in [12] d( \d+ h)?$/);
  const dayHeadings = page.getByRole("main").getByRole("heading", { level: 2 });
  await expect(dayHeadings).toHaveText(["Next booking", spelled(first), spelled(second), spelled(third)]);
  const ofSecond = page.getByRole("region", { name: spelled(second) }).getByRole("listitem");
  await expect(ofSecond).toHaveText([/09:00/, /18:00/]);

  await ofSecond.first().getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel booking" }).click();
  await expect(ofSecond).toHaveText([/18:00/]);
});

test("a long list is fetched as far as one wants to see", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  const { today } = await facilityOf(bridge);
  const time_slots = Array.from({ length: 18 }, (_, at) => `${String(at + 6).padStart(2, "0")}:00`);
  for (const ahead of [1, 2, 3, 4]) {
    await book(bridge, { account_id: id, booking_date: addDays(today, ahead), time_slots });
  }
  await page.goto("/?tab=upcoming");
  const listed = page.getByRole("main").getByRole("listitem");
  await expect(listed).toHaveCount(49);
  const more = page.getByRole("button", { name: "Show more" });
  await more.press("Enter");
  await expect(listed).toHaveCount(71);
  await expect(more).toBeHidden();
  await expect(listed.nth(49).locator(":focus")).toBeVisible();
});

test("days change their names at the facility's midnight, even with the bridge away", async ({
  page,
  bridge,
  complaints,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  const { now, today } = await facilityOf(bridge);
  const day = addDays(today, 2);
  await book(bridge, { account_id: id, booking_date: day, time_slots: ["09:00"] });
  await page.clock.install({ time: Date.parse(now) });
  await page.goto("/?tab=upcoming");
  const next = page.getByRole("region", { name: "Next booking" });
  await expect(next).toContainText(spelled(day));
  await bridge.goAway();
  await page.clock.fastForward(Date.parse(`${addDays(today, 1)}T00:01:00Z`) - Date.parse(now));
  await expect(next).toContainText("Tomorrow, ");

  await page.getByRole("tab", { name: "Single Booking" }).click();
  const form = new BookingForm(page);
  await expect(form.day(addDays(today, 1))).toHaveAccessibleName(/today$/);
  // On the last day of a month there is no button for it any more, else a disabled one.
  await expect(form.day(today).and(page.locator(":enabled"))).toHaveCount(0);
  expectComplaints(complaints, /status of 502/);
});
