import path from "node:path";
import { addDays } from "@/lib/dates/plain-date";
import { translatePage } from "../tests/support/translate";
import { BookingForm } from "./support/booking-form";
import { addAccount, book, bookingsIn, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

test("a page that the browser translates works in every tab", async ({ page, bridge }) => {
  const tomorrow = addDays((await facilityOf(bridge)).today, 1);
  const tab = (name: string) => page.getByRole("tab", { name, exact: true }).click();
  await page.goto("/?tab=accounts");
  await expect(page.getByText("No accounts yet").first()).toBeVisible();
  await page.evaluate(translatePage);

  await page.getByRole("button", { name: "Add account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("NetID").fill("jdevries");
  await dialog.getByRole("button", { name: "Add account" }).click();
  await expect(dialog).toBeHidden();

  await tab("Single Booking");
  const form = new BookingForm(page);
  await form.chooseDay(tomorrow);
  await form.pick("07:00", "08:00");
  await expect(page.getByRole("button", { name: "Clear 2 selected" })).toBeVisible();
  await form.start.click();
  await form.expectCreated(2);
  await expect.poll(async () => (await bookingsIn(bridge)).length).toBe(2);

  await tab("History");
  const cancel = page.getByRole("button", { name: /^Cancel .*07:00/ });
  await cancel.click();
  await page.getByRole("button", { name: "Cancel booking" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByRole("cell", { name: "CANCELLED" })).toBeVisible();
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  await file;
  await expect(page.getByText("Saved 2 bookings as CSV.")).toBeVisible();
  await page.getByRole("link", { name: /08:00/ }).first().click();
  await expect(page.getByRole("dialog").getByText("PENDING").first()).toBeVisible();
  await page.keyboard.press("Escape");

  for (const name of ["Upcoming", "Statistics", "Accounts", "Single Booking"]) await tab(name);
  await expect(page.getByText("could not be loaded")).toHaveCount(0);
  await expect(page.locator("main font > font").first()).toBeVisible();
});

test.describe("with a facility", () => {
  test.use({ bridgeSettings: { BRIDGE_FACILITY: path.resolve(import.meta.dirname, "../../bridge/profiles/practice.toml") } });

  test("plans, Live, the pause, a bulk cancel and its undo work in a translated page", async ({ page, bridge }) => {
    const { today } = await facilityOf(bridge);
    const { id: account_id } = await addAccount(bridge, "jdevries");
    const day = addDays(today, 14);
    await book(bridge, { account_id, booking_date: day, time_slots: ["19:00", "20:00"] });
    const tab = (name: string) => page.getByRole("tab", { name, exact: true }).click();
    await page.goto("/?tab=upcoming");
    await expect(page.getByRole("region", { name: "Next booking" })).toBeVisible();
    await page.evaluate(translatePage);

    await page.getByRole("button", { name: "Select several" }).click();
    for (const time of ["19:00", "20:00"]) await page.getByRole("checkbox", { name: time }).check();
    await page.getByRole("button", { name: "Cancel 2 bookings" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel bookings" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("2 bookings are in the queue again.")).toBeVisible();
    await page.getByRole("link", { name: /^19:00/ }).or(page.getByRole("link", { name: /, 19:00/ })).first().click();
    await expect(page.getByRole("dialog").getByRole("list", { name: "Audit trail" })).toBeVisible();
    await page.keyboard.press("Escape");

    const pause = page.getByRole("switch", { name: "Automatic booking" });
    await pause.click();
    await expect(page.getByText("Automatic booking: paused")).toBeVisible();
    await pause.click();
    await expect(page.getByText("Automatic booking: on")).toBeVisible();

    await tab("Multi-Booking");
    await new BookingForm(page).chooseDay(day);
    await page.getByRole("radiogroup", { name: "Hours in a row" }).getByRole("radio", { name: "1" }).click();
    await page.getByRole("checkbox", { name: "jdevries" }).check();
    await expect(page.getByRole("region", { name: "Preview" })).toContainText("from");
    await page.getByRole("button", { name: "Schedule" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Plan 1" })).toBeVisible();
    await tab("Live");
    await expect(page.getByRole("region", { name: "Plans under way" })).toBeVisible();
    await page.getByRole("region", { name: "Plans under way" }).getByRole("link").click();
    await page.getByRole("button", { name: "Cancel plan" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel plan" }).click();
    await expect(page.getByText("CANCELLED", { exact: true })).toBeVisible();
    await expect(page.getByText("could not be loaded")).toHaveCount(0);
  });
});
