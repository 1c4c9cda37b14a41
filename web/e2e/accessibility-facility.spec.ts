import type { Locator, Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { expectAccessible, expectNoOverflow } from "./support/audit";
import { BookingForm } from "./support/booking-form";
import { Practice } from "./support/practice";
import { addAccount, ask, book, facilityOf, settle } from "./support/seed";
import { expect, test as base } from "./support/test";

const test = base.extend<{ readonly practice: Practice }>({
  practice: async ({}, provide) => {
    const practice = await Practice.start(3 * 24 * 60);
    await provide(practice);
    await practice.stop();
  },
  bridgeSettings: async ({ practice }, provide) => provide({ BRIDGE_FACILITY: practice.profile }),
});

const accountDialogs = [
  "Add account",
  "Notices",
  "Connect jdevries",
  "Calendar link of jdevries",
  "Log of jdevries",
  "Address for notices of jdevries",
  "Change the password of jdevries",
  "Delete jdevries",
];

const dialogOf = (page: Page) => page.locator('[role="dialog"], [role="alertdialog"]');

/** Checks the dialog that the button opens, whose first field has the focus, and closes it. */
async function expectAccessibleDialog(page: Page, button: Locator): Promise<void> {
  await button.click();
  await expect(dialogOf(page)).toBeVisible();
  const field = dialogOf(page).locator("input:not([type=checkbox]), select, textarea").first();
  if ((await field.count()) > 0) await expect(field).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toBeHidden();
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`with a facility, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("the tabs that need one, and their dialogs", async ({ page, bridge }) => {
      test.setTimeout(180_000);
      const { today } = await facilityOf(bridge);
      await ask(bridge, { action: "set_engine", paused: true });
      const { id: account_id } = await addAccount(bridge, "jdevries");
      const slots = { account_id, booking_date: addDays(today, 1), location: "X1", sub_location: "A" } as const;
      const [confirmed, failed] = await book(bridge, { ...slots, time_slots: ["18:00", "19:00", "20:00"] });
      if (!confirmed || !failed) throw new Error("The bridge books one for each slot.");
      await settle(bridge, confirmed, "confirmed");
      await settle(bridge, failed, "failed");

      const form = await BookingForm.open(page);
      await form.chooseAccount("jdevries");
      await form.choosePlace("X1");
      await form.chooseDay(addDays(today, 1));
      await expect(form.slot("21:00")).toHaveAccessibleName(/^21:00, (\d+ left|open)/);
      await form.pick("21:00");
      await expectAccessible(page);
      await expectNoOverflow(page);

      await page.getByRole("tab", { name: "Live" }).click();
      await expect(page.getByRole("table", { name: "Slots" })).toBeVisible();
      await expectAccessible(page);
      await expectNoOverflow(page);

      await page.getByRole("tab", { name: "Multi-Booking" }).click();
      await new BookingForm(page).chooseDay(addDays(today, 14));
      // An account may have one booking a day at a location.
      await page.getByRole("radiogroup", { name: "Hours in a row" }).getByRole("radio", { name: "1" }).click();
      await page.getByRole("checkbox", { name: "jdevries" }).check();
      await expect(page.getByRole("region", { name: "Preview" })).toContainText("from");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Schedule" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Plan 1" })).toBeVisible();
      await expectAccessible(page);
      await expectAccessibleDialog(page, page.getByRole("button", { name: "Cancel plan" }));

      await page.goto(`/?tab=history&booking=${failed.id}`);
      await expect(dialogOf(page).getByRole("button", { name: "Retry" })).toBeVisible();
      await expect(dialogOf(page).getByRole("list", { name: "Audit trail" })).toBeVisible();
      await expectAccessible(page);

      await page.keyboard.press("Escape");
      await expect(page.getByRole("cell", { name: "FAILED" })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("tab", { name: "Statistics" }).click();
      await expect(page.getByRole("region", { name: "Totals" })).toBeVisible();
      await expectAccessible(page);

      await page.goto("/?tab=upcoming");
      await page.getByRole("button", { name: "Select several" }).click();
      await page.getByRole("checkbox", { name: /20:00/ }).check();
      await expectAccessible(page);
      const cancel = page.getByRole("button", { name: "Cancel 1 booking" });
      await expectAccessibleDialog(page, cancel);
      await cancel.click();
      await dialogOf(page).getByRole("button", { name: "Cancel booking" }).click();
      await expect(page.locator("[data-toast]").getByRole("button", { name: "Undo" })).toBeVisible();
      await expectAccessible(page);

      await page.goto("/?tab=accounts");
      for (const name of accountDialogs) await expectAccessibleDialog(page, page.getByRole("button", { name, exact: true }));
      await page.goto("/?tab=accounts#connect=canary.token");
      await expect(dialogOf(page).getByLabel("Account")).toBeFocused();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      for (let nth = 1; nth <= 12; nth += 1) await addAccount(bridge, `account${nth}`);
      await page.reload();
      await expect(page.getByRole("table", { name: "Accounts" })).toBeVisible();
      await expectAccessible(page);
      await expectAccessibleDialog(page, page.getByRole("button", { name: "account12" }));
    });
  });
}
