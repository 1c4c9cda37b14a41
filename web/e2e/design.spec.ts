import path from "node:path";
import type { Locator } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { expectFits, expectNoOverflow } from "./support/audit";
import { BookingForm } from "./support/booking-form";
import { addAccount, book, facilityOf, fill, settle } from "./support/seed";
import { expect, test } from "./support/test";

test.use({ bridgeSettings: { BRIDGE_FACILITY: path.resolve(import.meta.dirname, "../../bridge/profiles/practice.toml") } });

async function boxOf(part: Locator) {
  const box = await part.boundingBox();
  if (!box) throw new Error("It is not shown.");
  return box;
}

test("the booking form begins on the first bookable day, with two weeks in view", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  const { today, local_time, last_slot } = await facilityOf(bridge);
  const form = await BookingForm.open(page);
  await expect(page.getByRole("tab")).toHaveText([
    "Single Booking",
    "Multi-Booking",
    "Live",
    "Upcoming",
    "History",
    "Statistics",
    "Accounts",
  ]);
  const days = page.getByRole("grid").getByRole("button");
  await expect(days).toHaveCount(14);
  await expect(page.locator('main [role="grid"] button:disabled')).toHaveCount(0);
  const first = local_time < last_slot ? today : addDays(today, 1);
  await expect(page.getByRole("gridcell", { selected: true }).getByRole("button")).toHaveAccessibleName(
    (await form.day(first).getAttribute("aria-label")) ?? "",
  );
  // The account is chosen in the header only.
  await expect(page.getByRole("combobox")).toHaveCount(1);
  await expect(page.getByLabel("Retry interval (seconds)")).toBeHidden();
  await page.getByText("Advanced", { exact: true }).click();
  await expect(page.getByLabel("Retry interval (seconds)")).toBeVisible();
});

for (const width of [1440, 390]) {
  test(`choosing X1 does not move the page: ${width} px`, async ({ page, bridge }) => {
    await page.setViewportSize({ width, height: 844 });
    await addAccount(bridge, "jdevries");
    const form = await BookingForm.open(page);
    await form.choosePlace("Fitness");
    const parts = [page.getByRole("grid"), page.getByRole("listbox", { name: "Time slots" }), form.start];
    const before = await Promise.all(parts.map(boxOf));
    await form.choosePlace("X1", "A");
    await expect(form.summary).toContainText("X1, A");
    expect(await Promise.all(parts.map(boxOf))).toEqual(before);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the tabs are at the bottom, and Start Booking and its answer are always in view", async ({ page, bridge }) => {
    const { today } = await facilityOf(bridge);
    await addAccount(bridge, "jdevries");
    const form = await BookingForm.open(page);
    await expect(page.getByText("Practice facility: nothing is booked for real.")).toBeVisible();
    const tabs = await boxOf(page.getByRole("tablist"));
    expect(tabs.y + tabs.height).toBe(844);
    expect((await boxOf(page.getByRole("main"))).y).toBeLessThan(150);
    await expect(form.start).toBeInViewport({ ratio: 1 });
    await form.chooseAccount("jdevries");
    await form.chooseDay(addDays(today, 14));
    await form.slot("23:00").tap();
    await expect(form.start).toBeInViewport({ ratio: 1 });
    const start = await boxOf(form.start);
    expect(start.y + start.height).toBeLessThanOrEqual(tabs.y);
    await form.start.tap();
    const answer = form.summary.getByText("Booking created! 1 slot(s) added to queue.");
    await expect(answer).toBeInViewport({ ratio: 1 });
    // It is queued, not final: the answer says when it opens.
    await expect(form.summary.getByText(/^Opens on/).last()).toBeInViewport({ ratio: 1 });
  });
});

test("locations and accounts are named whole on a phone", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=multi");
  await page.getByRole("checkbox", { name: "jdevries" }).check();
  for (const width of [320, 360, 390, 430]) {
    await page.setViewportSize({ width, height: 844 });
    for (const name of ["X1", "X3", "Fitness", "jdevries"]) {
      await expectFits(page.locator("label", { has: page.getByRole("checkbox", { name }) }).locator("span"));
    }
    await expectNoOverflow(page);
  }
});

test("only what went wrong is red, and the next booking is a band", async ({ page, bridge }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { today } = await facilityOf(bridge);
  const { id: account_id } = await addAccount(bridge, "jdevries");
  const slots = { account_id, booking_date: addDays(today, 14), time_slots: ["09:00", "10:00", "11:00"] };
  const [failed] = await book(bridge, slots);
  if (!failed) throw new Error("The bridge books one for each slot.");
  await settle(bridge, failed, "failed");
  const color = (part: Locator) => part.evaluate((element) => getComputedStyle(element).color);
  await page.goto("/?tab=history");
  const red = await color(page.getByRole("cell", { name: "FAILED" }).locator("span").first());
  expect(await color(page.getByRole("button", { name: /^Cancel/ }).first())).not.toBe(red);
  await page.goto("/?tab=upcoming");
  expect(await color(page.getByRole("listitem").getByRole("button", { name: /^Cancel/ }).first())).not.toBe(red);
  // Two lines, not a poster.
  expect((await boxOf(page.getByRole("region", { name: "Next booking" }))).height).toBeLessThanOrEqual(110);
});

test("charts have plain fills, and textures where colours do not tell", async ({ page, bridge }) => {
  await fill(bridge);
  await page.goto("/?tab=statistics");
  const bars = page.getByRole("region", { name: "Bookings per week" }).locator("svg").last();
  const textured = bars.locator('[fill^="url(#"]');
  await expect(bars.locator('[fill="var(--chart-confirmed)"]:not(pattern *)').first()).toBeVisible();
  await expect(textured).toHaveCount(0);
  for (const media of [{ forcedColors: "active" }, { forcedColors: "none", media: "print" }] as const) {
    await page.emulateMedia(media);
    await expect(textured.first()).toBeVisible();
    await expect(bars.locator('[fill="var(--chart-confirmed)"]:not(pattern *)')).toHaveCount(0);
  }
  await page.emulateMedia({ media: "screen" });
  const hours = page.getByRole("table", { name: "Bookings by weekday and hour" }).getByRole("columnheader");
  // The weekday's and one for each of the facility's hours, 06 to 23.
  await expect(hours).toHaveCount(19);
});
