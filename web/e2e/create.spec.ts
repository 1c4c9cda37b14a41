import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { spelled } from "./support/days";
import { addAccount, book, bookingsIn, facilityOf } from "./support/seed";
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
  await form.account.selectOption("jdevries");
  await form.choosePlace("X1", "A");
  await form.chooseDay(day);
  await form.pick("07:00", "08:00");
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
  await expect(form.slot("07:00")).toHaveAccessibleName("07:00, PENDING, X1");
  await expect(form.slot("07:00")).toBeDisabled();
  await expect(form.picked()).toHaveCount(0);
  await expect(form.day(day)).toHaveAccessibleName(/2 bookings$/);
});

test("what is missing is said at its field, the first of which gets the focus", async ({
  page,
  bridge,
}) => {
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await expect(form.account).toContainText("jdevries");
  await form.start.click();
  await expect(form.account).toBeFocused();
  await expect(form.account).toHaveAccessibleDescription(/Choose the account to book for\./);
  await expect(page.getByRole("group", { name: "Date" })).toHaveAccessibleDescription("Choose a date.");
  await expect(page.getByRole("group", { name: "Time slots" })).toHaveAccessibleDescription(
    "Choose at least one time slot.",
  );
  await form.account.selectOption("jdevries");
  await page.getByLabel("Retry interval (seconds)").fill("0");
  await form.start.click();
  await expect(page.getByLabel("Retry interval (seconds)")).toHaveAccessibleDescription(
    "Enter a whole number of seconds, 1 to 86,400.",
  );
  await expect(page.getByText("Choose the account to book for.")).toBeHidden();
  expect(await bookingsIn(bridge)).toEqual([]);
});

test("slots that somebody else took meanwhile are named and marked, the others stay picked", async ({
  page,
  bridge,
  complaints,
}) => {
  const account = await addAccount(bridge, "jdevries");
  const day = addDays((await facilityOf(bridge)).today, 1);
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  await form.chooseDay(day);
  await form.pick("09:00", "10:00", "11:00");
  const meanwhile = { account_id: account.id, booking_date: day, location: "X3" } as const;
  await book(bridge, { ...meanwhile, time_slots: ["10:00"] });
  await form.start.click();

  const sentence = /This account already has bookings at 10:00 \(X3, PENDING\)\. Nothing was booked\./;
  await expect(page.getByRole("group", { name: "Time slots" })).toHaveAccessibleDescription(sentence);
  await expect(form.slot("10:00")).toHaveAccessibleName("10:00, PENDING, X3");
  await expect(form.slot("10:00")).toBeDisabled();
  await expect(form.picked()).toHaveText(["09:00", "11:00"]);
  expect(await bookingsIn(bridge)).toHaveLength(1);

  await form.start.click();
  await form.expectCreated(2);
  expect(await bookingsIn(bridge)).toHaveLength(3);
  expectComplaints(complaints, /status of 409/);
});

test("a double click books once", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  await form.chooseDay(addDays((await facilityOf(bridge)).today, 1));
  await form.pick("09:00");
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.url());
  });
  await form.start.dblclick();
  await form.expectCreated(1);
  expect(sent).toHaveLength(1);
  expect(await bookingsIn(bridge)).toHaveLength(1);
});

test("a retry after a lost answer books nothing twice", async ({ page, bridge, complaints }) => {
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
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

test("an account that is switched off cannot book, and the page says what to do", async ({
  page,
  bridge,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  await bridge.act({ action: "update_account", account_id: id, is_active: false });
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries (switched off)");
  await expect(form.account).toHaveAccessibleDescription(/jdevries is switched off\. Switch it on/);
  await form.start.click();
  await expect(form.account).toBeFocused();
  expect(await bookingsIn(bridge)).toEqual([]);
});

test("what is filled in outlives a look at another tab; days before today cannot be chosen", async ({
  page,
  bridge,
}) => {
  const { today } = await facilityOf(bridge);
  const day = addDays(today, 1);
  const form = await BookingForm.open(page);
  await expect(form.day(today)).toHaveAccessibleName(/today$/);
  await expect(page.getByRole("button", { name: "Go to the Previous Month" })).toBeDisabled();
  await form.chooseDay(day);
  await form.pick("21:00");
  await page.getByRole("tab", { name: "Accounts" }).click();
  await page.getByRole("tab", { name: "Single Booking" }).click();
  await expect(form.picked()).toHaveText(["21:00"]);
  await expect(form.summary).toContainText(spelled(day));
});

test("Shift picks a range and leaves out what the account already holds", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  const day = addDays((await facilityOf(bridge)).today, 1);
  await book(bridge, { account_id: id, booking_date: day, time_slots: ["14:00"] });
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  await form.chooseDay(day);
  await expect(form.slot("14:00")).toBeDisabled();
  await form.pick("12:00");
  await form.slot("16:00").click({ modifiers: ["Shift"] });
  await expect(form.picked()).toHaveText(["12:00", "13:00", "15:00", "16:00"]);
  await page.getByRole("button", { name: "Clear 4 selected" }).click();
  await expect(form.picked()).toHaveCount(0);
});

test("a new range brings back nothing that was cleared or booked before it", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  const { today } = await facilityOf(bridge);
  const form = await BookingForm.open(page);
  const extendTo = (time: string) => form.slot(time).click({ modifiers: ["Shift"] });
  await form.account.selectOption("jdevries");
  await form.chooseDay(addDays(today, 1));
  await form.pick("20:00", "06:00");
  await extendTo("08:00");
  await expect(form.picked()).toHaveText(["06:00", "07:00", "08:00", "20:00"]);
  await page.getByRole("button", { name: "Clear 4 selected" }).click();
  await expect(form.picked()).toHaveCount(0);
  await extendTo("10:00");
  await expect(form.picked()).toHaveText(["10:00"]);
  await extendTo("12:00");
  await expect(form.picked()).toHaveText(["10:00", "11:00", "12:00"]);
  await extendTo("11:00");
  await expect(form.picked()).toHaveText(["10:00", "11:00"]);

  await form.start.click();
  await form.expectCreated(2);
  await expect(form.picked()).toHaveCount(0);
  await form.chooseDay(addDays(today, 2));
  await expect(form.slot("10:00")).toBeEnabled();
  await extendTo("13:00");
  await expect(form.picked()).toHaveText(["13:00"]);
});
