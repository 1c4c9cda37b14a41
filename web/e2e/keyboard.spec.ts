import { addMonths } from "@/lib/dates/month";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { moveTo, tabTo } from "./support/keyboard";
import { addAccount, bookingsIn, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

test("a whole booking, and its cancel, without a mouse", async ({ page, bridge }) => {
  const { today } = await facilityOf(bridge);
  const day = addDays(today, 1);
  await addAccount(bridge, "jdevries");
  const radio = (name: string) => page.getByRole("radio", { name, exact: true });
  const tab = (name: string) => page.getByRole("tab", { name });
  const form = await BookingForm.open(page);
  await expect(form.account).toHaveValue("All accounts");
  await tabTo(page, form.account);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("devr");
  await page.keyboard.press("Enter");
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
  for (const name of ["Multi-Booking", "Live", "Upcoming", "History"]) await moveTo(page, "ArrowRight", tab(name));
  await page.keyboard.press("Enter");
  const latest = page.getByRole("link", { name: /23:00.*details$/ });
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

test("Alt and the left arrow stay the browser's way back, in every row of controls", async ({ page }) => {
  const form = await BookingForm.open(page);
  await page.evaluate(() =>
    document.addEventListener("keydown", ({ defaultPrevented }) => {
      document.documentElement.dataset.taken = String(defaultPrevented);
    }),
  );
  const days = page.getByRole("grid").locator("button[tabindex='0']");
  // The row of tabs comes last, because it moves the focus in a timer, which would take it from the next control.
  for (const control of [form.slot("10:00"), days, page.getByRole("tab", { name: "Single Booking" })]) {
    await control.focus();
    await page.keyboard.press("Alt+ArrowLeft");
    await expect(page.locator("html")).toHaveAttribute("data-taken", "false");
    await expect(control).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(page.locator("html")).toHaveAttribute("data-taken", "true");
  }
});

test("the calendar's keys lead by days, weeks, months and years, never before today, and choose", async ({
  page,
  bridge,
}) => {
  const { today } = await facilityOf(bridge);
  const form = await BookingForm.open(page);
  await form.day(today).focus();
  await moveTo(page, "ArrowRight", form.day(addDays(today, 1)));
  await moveTo(page, "ArrowDown", form.day(addDays(today, 8)));
  await moveTo(page, "PageDown", form.day(addMonths(addDays(today, 8), 1)));
  const later = addMonths(addMonths(addDays(today, 8), 1), 12);
  await moveTo(page, "Shift+PageDown", form.day(later));
  await moveTo(page, "Shift+PageUp", form.day(addMonths(later, -12)));
  for (let month = 0; month < 3; month += 1) await page.keyboard.press("PageUp");
  await expect(form.day(today)).toBeFocused();
  await moveTo(page, "ArrowUp", form.day(today));
  const chosen = page.getByRole("gridcell", { selected: true });
  await page.keyboard.press("Enter");
  await expect(chosen).toHaveText(new RegExp(`^${Number(today.slice(-2))}(\\D|$)`));
});

test("a day is typed over another in a filter, part by part, and one part is cleared alone", async ({ page }) => {
  await page.goto("/?tab=history&from=2026-10-15");
  const from = page.getByLabel("From");
  const inUrl = () => new URL(page.url()).searchParams.get("from");
  // The focus goes to the field's first part: the month or the day, as the browser's language has it.
  const enter = async () => {
    await page.getByLabel("Location").focus();
    await from.focus();
  };
  await expect(from).toHaveValue("2026-10-15");
  const browser = await page.context().newCDPSession(page);
  // On a slow machine the URL still follows one key when the next one comes.
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 8 });
  await enter();
  await page.keyboard.type("12112027");
  await expect(from).toHaveValue(/^2027-(12-11|11-12)$/);
  await expect.poll(inUrl).toBe(await from.inputValue());
  await enter();
  await page.keyboard.press("Backspace");
  await expect(from).toHaveValue("");
  await expect.poll(inUrl).toBeNull();
  await page.keyboard.type("10");
  await expect(from).toHaveValue(/^2027-(10-11|11-10)$/);
});
