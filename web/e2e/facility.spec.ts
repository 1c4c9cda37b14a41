import type { Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { expectAccessible } from "./support/audit";
import { BookingForm } from "./support/booking-form";
import { Practice } from "./support/practice";
import { addAccount, facilityOf } from "./support/seed";
import { expect, test as base } from "./support/test";

const minute = 60_000;
const threeDays = 3 * 24 * 60;

const test = base.extend<{ readonly practice: Practice }>({
  practice: async ({}, provide) => {
    const practice = await Practice.start(threeDays);
    await provide(practice);
    await practice.stop();
  },
  bridgeSettings: async ({ practice }, provide) => provide({ BRIDGE_FACILITY: practice.profile }),
});

const password = "hunter-22";

const next = (page: Page) => page.getByRole("region", { name: "Next booking" });

test("a plan is followed to its end in two windows, and its places are given back", async ({ page, context, bridge, practice }) => {
  test.setTimeout(3 * minute);
  for (const netid of ["jdevries", "mjansen"]) await addAccount(bridge, netid, password);
  // Every slot of tomorrow is open.
  const day = addDays((await facilityOf(bridge)).today, 1);
  await page.goto("/?tab=multi");
  await new BookingForm(page).chooseDay(day);
  for (const netid of ["jdevries", "mjansen"]) await page.getByRole("checkbox", { name: netid }).check();
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("X1, 2 hours from 11:00");
  const other = await context.newPage();
  await other.goto("/?tab=upcoming");
  await expect(other.getByText(/No upcoming bookings|Nothing/).first()).toBeVisible();

  await page.getByRole("button", { name: "Schedule" }).click();
  const doing = page.getByRole("region", { name: "What it does" });
  await expect(doing.getByText("COMPLETED", { exact: true })).toBeVisible();
  await expect(doing.getByRole("listitem").filter({ hasText: "Booked" })).toHaveCount(2);
  await expect(page.getByRole("region", { name: "Steps" })).toContainText("All hours are booked.");
  await expectAccessible(page);
  // The first of the two stands above the list.
  const later = other.getByRole("listitem").filter({ hasText: "CONFIRMED" });
  await expect(next(other)).toContainText("CONFIRMED");
  await expect(later).toHaveCount(1);
  expect(JSON.stringify(await practice.state()).match(/"email":"(jdevries|mjansen)"/g)).toHaveLength(2);

  await page.getByRole("button", { name: "Cancel plan" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel plan" }).click();
  await expect(doing.getByText("CANCELLED", { exact: true })).toBeVisible();
  await expect(later).toHaveCount(0);
  await expect(next(other)).toBeHidden();
  await expect.poll(async () => JSON.stringify(await practice.state())).not.toContain("jdevries");
});

test("a booking waits while the facility is away, and is confirmed when it comes back", async ({ page, bridge, practice }) => {
  test.setTimeout(3 * minute);
  await addAccount(bridge, "jdevries", password);
  const day = addDays((await facilityOf(bridge)).today, 1);
  await practice.goAway();
  const form = await BookingForm.open(page);
  await form.chooseAccount("jdevries");
  await form.choosePlace("X1");
  await form.chooseDay(day);
  await form.pick("12:00");
  await form.start.click();
  await form.expectCreated(1);
  await page.getByRole("tab", { name: "Upcoming" }).click();
  await expect(next(page)).toContainText("PENDING");
  await page.getByRole("main").getByRole("link").first().click();
  await expect(page.getByRole("dialog")).toContainText("The facility cannot be reached.");
  await page.keyboard.press("Escape");

  await practice.comeBack();
  await expect(next(page)).toContainText("CONFIRMED", { timeout: 2 * minute });
  expect(JSON.stringify(await practice.state())).toContain("jdevries");
});
