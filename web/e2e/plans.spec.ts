import path from "node:path";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { addAccount, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

test.use({ bridgeSettings: { BRIDGE_FACILITY: path.resolve(import.meta.dirname, "../../bridge/profiles/practice.toml") } });

// A drag ends where the page scrolls, so the whole list is in view.
test.use({ viewport: { width: 1280, height: 1000 } });

test("a plan is previewed, made, watched and cancelled", async ({ page, bridge }) => {
  for (const netid of ["jdevries", "mjansen", "pbakker"]) await addAccount(bridge, netid);
  // Nothing opens while the test runs, so that no facility is needed.
  const day = addDays((await facilityOf(bridge)).today, 14);
  await page.goto("/?tab=multi");
  await new BookingForm(page).chooseDay(day);
  await page.getByRole("radiogroup", { name: "Hours in a row" }).getByRole("radio", { name: "3" }).click();
  await page.getByRole("button", { name: "Move X3 up" }).focus();
  await page.keyboard.press("Enter");
  const places = page.getByRole("group", { name: "Locations, best first" });
  const ranked = places.getByRole("checkbox").locator("xpath=..");
  await expect(ranked).toHaveText(["X3", "X1", "Fitness"]);
  const place = (name: string) => places.locator("ol > li").filter({ has: page.getByRole("checkbox", { name }) });
  await place("Fitness").dragTo(place("X3"), { sourcePosition: { x: 8, y: 8 }, targetPosition: { x: 8, y: 2 }, steps: 12 });
  await expect(ranked).toHaveText(["Fitness", "X3", "X1"]);
  await place("Fitness").dragTo(place("X1"), { sourcePosition: { x: 8, y: 8 }, targetPosition: { x: 8, y: 48 }, steps: 12 });
  await expect(ranked).toHaveText(["X3", "X1", "Fitness"]);
  const accounts = page.getByRole("group", { name: /^Accounts/ });
  await expect(accounts.getByText("Can still book that day: X3 1, X1 1, Fitness 1.")).toHaveCount(3);
  for (const netid of ["jdevries", "mjansen", "pbakker"]) await page.getByRole("checkbox", { name: netid }).check();
  await page.reload();
  await expect(ranked).toHaveText(["X3", "X1", "Fitness"]);
  await expect(accounts.getByRole("checkbox", { checked: true })).toHaveCount(3);
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("X3, 3 hours from 11:00");
  await expect(page.getByText(/Can still book that day: X3 1, X1 1, Fitness 1/).first()).toBeVisible();

  await page.getByRole("button", { name: "Schedule" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Plan 1" })).toBeVisible();
  const doing = page.getByRole("region", { name: "What it does" });
  await expect(doing.getByText("SCHEDULED")).toBeVisible();
  await expect(doing.getByRole("listitem").filter({ hasText: "Waits for its opening" })).toHaveCount(3);

  await bridge.act({ action: "cancel_booking", booking_id: 1 });
  await expect(page.getByText("Cancelled: X3 at 11:00 for jdevries.")).toBeVisible();
  await expect(doing).toContainText("X3, 3 hours from 12:00");

  await page.getByRole("button", { name: "Cancel plan" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel plan" }).click();
  await expect(doing.getByText("CANCELLED", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "All plans" }).click();
  await expect(page.getByRole("region", { name: "Plans" })).toContainText("CANCELLED");
});
