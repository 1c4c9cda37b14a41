import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { spelled } from "./support/days";
import { addAccount, bookingsIn, facilityOf, settle } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

test("the document's first walk: add an account, choose day, place and slots, and book", async ({
  page,
  bridge,
}) => {
  const { today } = await facilityOf(bridge);
  const day = addDays(today, 1);
  await page.goto("/?tab=accounts");
  await page.getByRole("button", { name: "Add account" }).click();
  await page.getByLabel("NetID").fill("jdevries");
  await page.getByRole("dialog").getByRole("button", { name: "Add account" }).click();
  await expect(page.getByRole("region", { name: "jdevries" })).toBeVisible();

  await page.getByRole("tab", { name: "Single Booking" }).click();
  const form = new BookingForm(page);
  await form.chooseAccount("jdevries");
  await form.choosePlace("X1", "A");
  await form.chooseDay(day);
  await form.pick("07:00", "08:00");
  await page.getByText("Advanced", { exact: true }).click();
  await page.getByLabel("Retry interval (seconds)").fill("90");
  await page.getByRole("switch", { name: "Auto-retry" }).click();
  await expect(form.summary).toContainText("07:00 – 09:00");
  await form.start.click();

  await form.expectCreated(2);
  await expect(page.getByRole("main").getByText(/added to queue\./)).toBeVisible();
  expect(await bookingsIn(bridge)).toMatchObject(
    ["07:00:00", "08:00:00"].map((time_slot) => ({
      booking_date: day,
      time_slot,
      location: "X1",
      sub_location: "A",
      status: "pending",
      retry_interval: 90,
      auto_retry: true,
    })),
  );
  await expect(form.slot("07:00")).toHaveAccessibleName("07:00, PENDING, X1 A");
  await expect(form.slot("07:00")).toBeDisabled();
  await expect(form.picked()).toHaveCount(0);
  await expect(form.day(day)).toHaveAccessibleName(/2 bookings$/);
});

test("adding an account, booking two slots and seeing them confirmed takes at most 13 clicks", async ({ page, bridge }) => {
  await page.addInitScript(() => {
    Reflect.set(window, "clicks", 0);
    addEventListener("pointerdown", () => Reflect.set(window, "clicks", Number(Reflect.get(window, "clicks")) + 1), true);
  });
  const { today } = await facilityOf(bridge);
  await page.goto("/");
  await page.getByRole("tab", { name: "Accounts" }).click();
  await page.getByRole("button", { name: "Add account" }).click();
  await expect(page.getByLabel("NetID")).toBeFocused();
  await page.keyboard.type("jdevries");
  await page.getByLabel("Password (optional)").click();
  await page.keyboard.type("hunter-22");
  await page.getByRole("dialog").getByRole("button", { name: "Add account" }).click();
  await expect(page.getByRole("region", { name: "jdevries" })).toBeVisible();
  await page.getByRole("tab", { name: "Single Booking" }).click();
  const form = new BookingForm(page);
  await form.choosePlace("X1", "A");
  await form.chooseDay(addDays(today, 1));
  await form.pick("18:00", "19:00");
  await form.start.click();
  await form.expectCreated(2);
  await page.getByRole("tab", { name: "Upcoming" }).click();
  // The facility confirms without a click.
  for (const booking of await bookingsIn(bridge)) await settle(bridge, booking, "confirmed");
  await expect(page.getByRole("main").getByText("CONFIRMED", { exact: true })).toHaveCount(2);
  const clicks = await page.evaluate(() => Number(Reflect.get(window, "clicks")));
  test.info().annotations.push({ type: "clicks", description: String(clicks) });
  expect(clicks).toBeGreaterThan(0);
  expect(clicks).toBeLessThanOrEqual(13);
});

test("a retry after a lost answer books nothing twice", async ({ page, bridge, complaints }) => {
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await form.chooseAccount("jdevries");
  await form.chooseDay(addDays((await facilityOf(bridge)).today, 1));
  await form.pick("09:00", "10:00");
  // The network breaks after the server has booked: its answer never reaches the page.
  await page.route("**/api/bookings", async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await form.start.click();
  await expect(form.summary.getByRole("alert")).toContainText("Retry never books twice");
  expect(await bookingsIn(bridge)).toHaveLength(2);
  await page.getByRole("button", { name: "Retry" }).click();
  await form.expectCreated(2);
  expect(await bookingsIn(bridge)).toHaveLength(2);
  expectComplaints(complaints, /net::ERR_FAILED/);
});

test("what is filled in outlives a look at another tab; days before today cannot be chosen", async ({
  page,
  bridge,
}) => {
  const { today } = await facilityOf(bridge);
  const day = addDays(today, 1);
  const form = await BookingForm.open(page);
  await expect(form.day(today)).toHaveAccessibleName(/today$/);
  await expect(page.getByRole("button", { name: "Previous two weeks" })).toBeDisabled();
  await form.chooseDay(day);
  await form.pick("21:00");
  await page.getByRole("tab", { name: "Accounts" }).click();
  await page.getByRole("tab", { name: "Single Booking" }).click();
  await expect(form.picked()).toHaveText(["21:00"]);
  await expect(form.summary).toContainText(spelled(day));
  await page.reload();
  await expect(form.picked()).toHaveText(["21:00"]);
  await expect(form.summary).toContainText(spelled(day));
});
