import { addDays } from "@/lib/dates/plain-date";
import { expectNoOverflow } from "./support/audit";
import { BookingForm } from "./support/booking-form";
import { showTables } from "./support/charts";
import { addAccount, bookingsIn, facilityOf, fill } from "./support/seed";
import { expect, test } from "./support/test";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

test("a booking is made on a phone", async ({ page, bridge }) => {
  const day = addDays((await facilityOf(bridge)).today, 1);
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  await form.choosePlace("X3", "B");
  await form.chooseDay(day);
  await form.slot("18:00").tap();
  await form.slot("19:00").tap();
  await expectNoOverflow(page);
  await form.start.tap();
  await form.expectCreated(2);
  await expectNoOverflow(page);
  const wanted = { booking_date: day, location: "X3", sub_location: "B" };
  expect(await bookingsIn(bridge)).toMatchObject([wanted, wanted]);
});

test("no tab has to be moved sideways, however long the names are", async ({ page, bridge }) => {
  await fill(bridge);
  await addAccount(bridge, `${"averylongname".repeat(7)}@example`);
  const tabs = [
    { tab: "single", full: /^06:00/ },
    { tab: "accounts", full: /^averylong/ },
    { tab: "history", full: "CONFIRMED" },
    { tab: "upcoming", full: "PENDING" },
    { tab: "statistics", full: "CONFIRMED" },
  ];
  for (const { tab, full } of tabs) {
    await page.goto(`/?tab=${tab}`);
    await expect(page.getByRole("main").getByText(full, { exact: true }).first()).toBeVisible();
    await expectNoOverflow(page);
  }
  await showTables(page);
  await expectNoOverflow(page);
});

test("a booking opens and is cancelled on a phone", async ({ page, bridge }) => {
  await fill(bridge);
  await page.goto("/?tab=history&status=pending");
  const list = page.getByRole("main").getByRole("list", { name: "Bookings" });
  const count = (await bookingsIn(bridge)).filter(({ status }) => status === "pending").length;
  await expect(list.getByRole("listitem")).toHaveCount(count);
  await list.getByRole("link").first().tap();
  await expect(page.getByRole("list", { name: "Audit trail" })).toBeVisible();
  await expectNoOverflow(page);
  await page.getByRole("button", { name: "Cancel this booking" }).tap();
  await page.getByRole("button", { name: "Cancel booking", exact: true }).tap();
  await page.getByRole("button", { name: "Close" }).tap();
  await expect(list.getByRole("listitem")).toHaveCount(count - 1);
});
