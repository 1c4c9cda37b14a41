import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { moveTo, tabTo } from "./support/keyboard";
import { addAccount, book, bookingsIn, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

test("a whole booking, and its cancel, without a mouse", async ({ page, bridge }) => {
  const { today } = await facilityOf(bridge);
  const day = addDays(today, 1);
  await addAccount(bridge, "jdevries");
  const radio = (name: string) => page.getByRole("radio", { name, exact: true });
  const tab = (name: string) => page.getByRole("tab", { name });
  const form = await BookingForm.open(page);
  await expect(form.account).toContainText("jdevries");
  await tabTo(page, form.account);
  await page.keyboard.press("ArrowDown");
  await expect(form.summary).toContainText("jdevries");
  await tabTo(page, radio("Fitness"));
  await moveTo(page, "ArrowRight", radio("X1"));
  await tabTo(page, radio("Any"));
  await moveTo(page, "ArrowRight", radio("A"));
  await moveTo(page, "ArrowRight", radio("B"));
  await tabTo(page, form.day(today));
  await moveTo(page, "ArrowRight", form.day(day));
  await page.keyboard.press("Enter");
  await tabTo(page, form.slot("06:00"));
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await expect(form.picked()).toHaveText(["06:00", "22:00", "23:00"]);
  await tabTo(page, form.start);
  await page.keyboard.press("Enter");
  await form.expectCreated(3);
  await expect(form.start).toBeFocused();
  const wanted = { booking_date: day, location: "X1", sub_location: "B" };
  expect(await bookingsIn(bridge)).toMatchObject([wanted, wanted, wanted]);

  await tab("Single Booking").focus();
  await moveTo(page, "ArrowRight", tab("Accounts"));
  await moveTo(page, "ArrowRight", tab("History"));
  await page.keyboard.press("Enter");
  const latest = page.getByRole("link", { name: /23:00: details$/ });
  await expect(latest).toBeVisible();
  await tabTo(page, latest);
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Cancel this booking" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Cancel booking" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByRole("dialog").getByText("CANCELLED").first()).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Close" }));
  await page.keyboard.press("Enter");
  await expect(latest).toBeFocused();
  expect((await bookingsIn(bridge)).map(({ status }) => status)).toEqual([
    "pending",
    "pending",
    "cancelled",
  ]);
});

test("dialogs keep the focus inside and give it back", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  const open = page.getByRole("button", { name: "Delete jdevries" });
  await open.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Keep account" })).toBeFocused();
  for (let stops = 0; stops < 3; stops += 1) {
    await page.keyboard.press("Tab");
    await expect(dialog.locator(":focus")).toHaveCount(1);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
});

test("a cancel that was thought better of gives the focus back to its own button", async ({
  page,
  bridge,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  const { today } = await facilityOf(bridge);
  await book(bridge, { account_id: id, booking_date: addDays(today, 1), time_slots: ["07:00"] });
  await page.goto("/?tab=history");
  const question = page.getByRole("alertdialog");
  const ofRow = page.getByRole("row").getByRole("button", { name: /^Cancel/ });
  await ofRow.press("Enter");
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(ofRow).toBeFocused();

  await page.getByRole("link", { name: /details$/ }).press("Enter");
  const ofDialog = page.getByRole("button", { name: "Cancel this booking" });
  await ofDialog.press("Enter");
  await question.getByRole("button", { name: "Keep booking" }).press("Enter");
  await expect(question).toBeHidden();
  await expect(ofDialog).toBeFocused();
});

test("Alt and the left arrow stay the browser's way back, in every row of controls", async ({ page }) => {
  const form = await BookingForm.open(page);
  await page.evaluate(() =>
    document.addEventListener("keydown", ({ defaultPrevented }) => {
      document.documentElement.dataset.taken = String(defaultPrevented);
    }),
  );
  const days = page.getByRole("grid").locator("button[tabindex='0']");
  for (const control of [page.getByRole("tab", { name: "Single Booking" }), form.slot("10:00"), days]) {
    await control.focus();
    await page.keyboard.press("Alt+ArrowLeft");
    await expect(page.locator("html")).toHaveAttribute("data-taken", "false");
    await expect(control).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(page.locator("html")).toHaveAttribute("data-taken", "true");
  }
});
