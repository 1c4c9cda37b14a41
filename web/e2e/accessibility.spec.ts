import type { Locator } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { expectAccessible, expectNoOverflow } from "./support/audit";
import { BookingForm } from "./support/booking-form";
import { showTables } from "./support/charts";
import { addAccount, facilityOf, fill } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("every tab that is full of data", async ({ page, bridge }) => {
      await fill(bridge);
      const { today } = await facilityOf(bridge);
      const form = await BookingForm.open(page);
      await form.chooseAccount("jdevries");
      await form.chooseDay(addDays(today, 1));
      await form.pick("23:00");
      await expectAccessible(page);
      for (const [name, full] of [
        ["Accounts", "Success rate"],
        ["History", "CONFIRMED"],
        ["Upcoming", "Next booking"],
        ["Statistics", "Busiest times"],
      ] as const) {
        await page.getByRole("tab", { name }).click();
        await expect(page.getByRole("main").getByText(full, { exact: true }).first()).toBeVisible();
        await expectAccessible(page);
        await expectNoOverflow(page);
      }
      await expect(page.locator("[data-plot]").first()).toBeVisible();
      await showTables(page);
      await expectAccessible(page);
    });

    test("every dialog", async ({ page, bridge }) => {
      const [account] = await fill(bridge);
      await page.goto("/?tab=accounts");
      const opened = [
        page.getByRole("button", { name: "Add account" }),
        page.getByRole("button", { name: `Change the password of ${account?.netid ?? ""}` }),
        page.getByRole("button", { name: `Delete ${account?.netid ?? ""}` }),
      ];
      for (const button of opened) {
        await button.click();
        await expect(page.locator('[role="dialog"], [role="alertdialog"]')).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press("Escape");
        await expect(page.locator('[role="dialog"], [role="alertdialog"]')).toBeHidden();
      }
      await page.goto("/?tab=history&status=pending");
      await page.getByRole("main").getByRole("link").first().click();
      await expect(page.getByRole("list", { name: "Audit trail" })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Cancel this booking" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await expectAccessible(page);
    });

    test("every tab that is empty, and every field that is refused", async ({ page, bridge }) => {
      await page.goto("/?tab=accounts");
      for (const [name, empty] of [
        ["Accounts", "No accounts yet"],
        ["History", "There are no bookings yet"],
        ["Upcoming", "No upcoming bookings"],
        ["Statistics", "No bookings in this period"],
      ] as const) {
        await page.getByRole("tab", { name }).click();
        await expect(page.getByRole("main").getByText(empty)).toBeVisible();
        await expectAccessible(page);
      }
      await addAccount(bridge, "jdevries");
      const form = await BookingForm.open(page);
      await form.start.click();
      await expect(page.getByText("Choose at least one time slot.")).toBeVisible();
      await expectAccessible(page);
    });

    test("every tab that could not be loaded", async ({ page, bridge, complaints }) => {
      await bridge.goAway();
      for (const tab of ["single", "multi", "live", "accounts", "history", "upcoming", "statistics"]) {
        await page.goto(`/?tab=${tab}`);
        await expect(page.getByRole("alert").first()).toContainText("could not be loaded");
        await expectAccessible(page);
      }
      expectComplaints(complaints, /status of 502/);
    });
  });
}

test("what is chosen stands out in high contrast", async ({ page, bridge }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const { today } = await facilityOf(bridge);
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await form.chooseAccount("jdevries");
  await form.chooseDay(addDays(today, 1));
  await form.pick("23:00");
  const label = (text: string) => page.locator("label").filter({ hasText: text });
  const tab = (name: string) => page.getByRole("tab", { name });
  const background = (part: Locator) => part.evaluate((element) => getComputedStyle(element).backgroundColor);
  for (const [chosen, other] of [
    [form.slot("23:00"), form.slot("22:00")],
    [form.day(addDays(today, 1)), page.getByRole("button", { name: "Next two weeks" })],
    [label("Fitness"), label("X1")],
    [tab("Single Booking"), tab("History")],
    [label("System"), label("Dark")],
  ] as const) {
    expect(await background(chosen)).not.toBe(await background(other));
  }
  await expect(form.start).not.toHaveCSS("border-top-width", "0px");
});
