import { addDays } from "@/lib/dates/plain-date";
import { expectAccessible } from "./support/audit";
import { BookingForm } from "./support/booking-form";
import { Practice } from "./support/practice";
import { addAccount, facilityOf } from "./support/seed";
import { expect, test as base } from "./support/test";

const threeDays = 3 * 24 * 60;

const test = base.extend<{ readonly practice: Practice }>({
  practice: async ({}, provide) => {
    const practice = await Practice.start(threeDays);
    await provide(practice);
    await practice.stop();
  },
  bridgeSettings: async ({ practice }, provide) => provide({ BRIDGE_FACILITY: practice.profile }),
});

test("a slot is picked in the grid of Live, and another window sees its attempt and the booking", async ({ page, context, bridge }) => {
  await addAccount(bridge, "jdevries", "hunter-22");
  // Every slot of tomorrow is open.
  const day = addDays((await facilityOf(bridge)).today, 1);
  const other = await context.newPage();
  for (const window of [other, page]) {
    await window.goto("/?tab=live");
    await window.getByLabel("Day", { exact: true }).fill(day);
    await expect(window.getByRole("button", { name: "Book X1 B at 12:00: Open" })).toBeVisible();
  }
  await page.getByRole("button", { name: "Book X1 B at 12:00: Open" }).click();
  const form = new BookingForm(page);
  await form.chooseAccount("jdevries");
  await form.start.click();
  await form.expectCreated(1);

  await expect(other.getByRole("region", { name: "Latest attempts" })).toContainText("Confirmed");
  const noon = other.getByRole("row", { name: /^12:00/ });
  await expect(noon.getByRole("link")).toContainText("jdevries");
  await expect(noon.getByRole("link")).toContainText("CONFIRMED");
  await expectAccessible(other);
});
