import { limits } from "@/lib/api/generated";
import { bounds } from "@/lib/api/types";
import { addDays } from "@/lib/dates/plain-date";
import { expectFits, expectNoOverflow } from "./support/audit";
import { BookingForm } from "./support/booking-form";
import { showTables } from "./support/charts";
import { addAccount, ask, book, bookingsIn, facilityOf, fill } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

const { maxLength } = limits.MarkBookingFailedRequest.error_message;

test.use({ hasTouch: true });

// The narrowest that WCAG asks for, which is also a wide window at 400 %, and an ordinary phone.
for (const width of [320, 360]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 740 } });

    test("a booking is made on a phone", async ({ page, bridge }) => {
      const day = addDays((await facilityOf(bridge)).today, 1);
      await addAccount(bridge, "jdevries");
      const form = await BookingForm.open(page);
      await form.chooseAccount("jdevries");
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

    test("toasts, dialogs and errors break a name that has no break", async ({ page, bridge, complaints }) => {
      const { id, netid } = await addAccount(bridge, "w".repeat(bounds.netid.maxLength));
      await page.route(`**/api/accounts/${id}/stats`, (route) => route.fulfill({ status: 500 }));
      await page.goto("/?tab=accounts");
      await expect(page.getByText(`The statistics of ${netid} could not be loaded`)).toBeVisible();
      await expectNoOverflow(page);

      await page.getByRole("switch").tap();
      const toast = page.locator("[data-toast]");
      await expect(toast).toHaveText(`${netid} is switched off.Dismiss`);
      await expectFits(toast);
      await toast.getByRole("button", { name: "Dismiss" }).tap();
      await expect(toast).toBeHidden();

      const dialog = page.locator('[role="dialog"], [role="alertdialog"]');
      for (const name of [`Change the password of ${netid}`, `Delete ${netid}`]) {
        await page.getByRole("button", { name }).tap();
        await expect(dialog.getByRole("heading")).toContainText(netid);
        await expectFits(dialog);
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
      }
      await page.getByRole("button", { name: "Add account" }).tap();
      await dialog.getByLabel("NetID").fill(netid);
      await dialog.getByRole("button", { name: "Add account" }).tap();
      await expect(dialog.locator("[aria-live]", { hasText: netid })).toBeVisible();
      await expectFits(dialog);
      expectComplaints(complaints, /status of (409|500)/);
    });

    test("a long error takes three lines of its booking's card, and its details show it whole", async ({
      page,
      bridge,
    }) => {
      const { id } = await addAccount(bridge, "jdevries");
      const [booking] = await book(bridge, { account_id: id, booking_date: "2026-01-05", time_slots: ["07:00"] });
      const error = "No court was free. ".repeat(200).slice(0, maxLength).trim();
      await ask(bridge, { action: "mark_booking_failed", booking_id: booking?.id, error_message: error });
      await page.goto("/?tab=history");
      const text = page.getByRole("listitem").getByText(error);
      const lines = await text.evaluate((element) => {
        const card = element.closest(".line-clamp-3") ?? element;
        return card.clientHeight / Number.parseFloat(getComputedStyle(card).lineHeight);
      });
      expect(Math.round(lines)).toBe(3);
      await page.getByRole("listitem").getByRole("link").tap();
      const whole = page.getByRole("dialog").getByRole("definition").filter({ hasText: error });
      await expect(whole).toBeVisible();
      expect(await whole.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
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
  });
}
