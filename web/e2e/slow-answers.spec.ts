import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { hold } from "./support/held";
import { liveTexts } from "./support/live-regions";
import { addAccount, book, facilityOf } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

test("slots that turn out to be held are left out, and that is said", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  const day = addDays((await facilityOf(bridge)).today, 1);
  await book(bridge, { account_id: id, booking_date: day, time_slots: ["18:00"] });
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  const release = await hold(page, /\/bookings\?date=/, "GET");
  await form.chooseDay(day);
  await expect(page.getByText("Loading the day's bookings…")).toBeVisible();
  await form.pick("18:00", "19:00");
  const told = "No longer free and not selected: 18:00.";
  expect(await liveTexts(page)).not.toContain(told);
  release();
  await expect(page.getByText(told)).toBeVisible();
  expect(await liveTexts(page)).toContain(told);
  await expect(form.picked()).toHaveText(/19:00/);
  await form.pick("20:00");
  await expect(page.getByText(told)).toBeHidden();
});

test("that a list takes long is said before it is given up", async ({ page, complaints }) => {
  await page.clock.install();
  await page.route("**/api/bookings?*", (route) =>
    route.fulfill({ status: 502, json: { success: false, code: "bridge_unreachable", message: "No answer." } }),
  );
  await page.goto("/?tab=history");
  await expect(page.getByText("This takes longer than usual.")).toBeVisible();
  await expect(page.getByText("The bookings could not be loaded")).toBeHidden();
  expectComplaints(complaints, /status of 502/);
  await page.clock.runFor(5_000);
  await expect(page.getByText("The bookings could not be loaded")).toBeVisible();
  expectComplaints(complaints, /status of 502/);
});

test("that the days with bookings are not known is not shown as days without any", async ({
  page,
  bridge,
  complaints,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  const day = addDays((await facilityOf(bridge)).today, 1);
  await book(bridge, { account_id: id, booking_date: day, time_slots: ["18:00"] });
  const refuse = { success: false, code: "invalid_field", message: "No." };
  await page.route("**/api/bookings/stats?*", (route) => route.fulfill({ status: 400, json: refuse }));
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  const notice = page.getByRole("alert").filter({ hasText: "Days with bookings could not be loaded" });
  await expect(notice).toBeVisible();
  await expect(page.getByText("Days the account has bookings on")).toBeHidden();
  expectComplaints(complaints, /status of 400/);
  await page.unroute("**/api/bookings/stats?*");
  await notice.getByRole("button", { name: "Retry" }).click();
  await expect(notice).toBeHidden();
  await expect(form.day(day)).toHaveAccessibleName(/1 booking/);
});
