import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { spelled } from "./support/days";
import { addAccount, book, bookingsIn, facilityOf, settle } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

const rows = (page: Page) => page.getByRole("table", { name: "Bookings" }).locator("tbody").getByRole("row");

test("the document's second walk: see what was booked, filter it, and cancel one", async ({
  page,
  bridge,
}) => {
  const { today } = await facilityOf(bridge);
  const { id } = await addAccount(bridge, "jdevries");
  const slots = { account_id: id, booking_date: addDays(today, 1) };
  const [early] = await book(bridge, { ...slots, time_slots: ["07:00", "08:00"] });
  const later = { account_id: id, booking_date: addDays(today, 2), location: "X3" } as const;
  const [confirmed] = await book(bridge, { ...later, time_slots: ["20:00"] });
  if (!early || !confirmed) throw new Error("The bridge books one for each slot.");
  await settle(bridge, confirmed, "confirmed");

  await page.goto("/?tab=history");
  await expect(rows(page)).toHaveText([/20:00.*CONFIRMED/, /08:00.*PENDING/, /07:00.*PENDING/]);
  await page.getByLabel("Status").selectOption("Pending");
  await expect(rows(page)).toHaveText([/08:00/, /07:00/]);
  await page.getByLabel("From").fill(addDays(today, 2));
  await expect(page.getByText("No booking matches these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(rows(page)).toHaveCount(3);

  await rows(page).filter({ hasText: "07:00" }).getByRole("button", { name: "Cancel" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Cancel this booking?" });
  await expect(dialog).toContainText("A cancelled booking cannot be restored");
  await dialog.getByLabel("Reason (optional)").fill("Plans changed & more.");
  const asked = page.waitForRequest((request) => request.method() === "DELETE");
  await dialog.getByRole("button", { name: "Cancel booking" }).click();
  // A proxy's log has the addresses, and what is typed does not belong there.
  expect(new URL((await asked).url()).search).toBe("");
  await expect(dialog).toBeHidden();
  await expect(rows(page).filter({ hasText: "07:00" })).toContainText("CANCELLED");
  await expect(rows(page).filter({ hasText: "07:00" }).getByRole("button")).toHaveCount(0);
  expect((await bookingsIn(bridge)).map(({ status }) => status)).toEqual([
    "cancelled",
    "pending",
    "confirmed",
  ]);

  await rows(page).filter({ hasText: "07:00" }).getByRole("link").click();
  await expect(page.getByRole("dialog").getByRole("term").filter({ hasText: "Location" })).toBeVisible();
  await expect(page.getByRole("dialog").getByText("Sub-location")).toBeHidden();
  const trail = page.getByRole("dialog").getByRole("list", { name: "Audit trail" });
  await expect(trail.getByRole("listitem")).toHaveCount(2);
  await expect(trail.getByRole("listitem").last()).toContainText("Plans changed & more.");
  await page.keyboard.press("Escape");
  await expect(rows(page).filter({ hasText: "07:00" }).getByRole("link")).toBeFocused();
});

test("the URL remembers filters and the opened booking across a reload", async ({ page, bridge }) => {
  const { today } = await facilityOf(bridge);
  const { id } = await addAccount(bridge, "jdevries");
  const slots = { account_id: id, time_slots: ["07:00"] };
  await book(bridge, { ...slots, booking_date: addDays(today, -3), location: "X1" });
  await book(bridge, { ...slots, booking_date: addDays(today, 3), location: "X1" });
  await book(bridge, { ...slots, booking_date: addDays(today, 4) });
  await page.goto("/?tab=history");
  await page.getByLabel("Location").selectOption("X1");
  await page.getByLabel("From").fill(today);
  await page.getByLabel("To", { exact: true }).fill(addDays(today, 9));
  await expect(rows(page)).toHaveText([spelled(addDays(today, 3), "short")]);
  await rows(page).getByRole("link").click();
  await expect(page.getByRole("dialog", { name: spelled(addDays(today, 3), "short") })).toBeVisible();

  await page.reload();
  await expect(page.getByRole("dialog", { name: spelled(addDays(today, 3), "short") })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByLabel("Location")).toHaveValue("X1");
  await expect(page.getByLabel("From")).toHaveValue(today);
  await expect(rows(page)).toHaveCount(1);
  await page.getByLabel("To", { exact: true }).fill(addDays(today, -1));
  await expect(page.getByLabel("To", { exact: true })).toHaveAccessibleDescription(
    "The last day must not be before the first.",
  );
});

test("the chosen account's bookings are shown, and everyone's on request", async ({ page, bridge }) => {
  const { today } = await facilityOf(bridge);
  for (const netid of ["jdevries", "m.bakker"]) {
    const { id } = await addAccount(bridge, netid);
    await book(bridge, { account_id: id, booking_date: today, time_slots: ["22:00"] });
  }
  await page.goto("/?tab=history");
  await expect(rows(page)).toHaveText([/m\.bakker/, /jdevries/]);
  await page.getByRole("combobox", { name: "Account in use" }).selectOption("m.bakker");
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("radio", { name: "All accounts" }).click();
  await expect(rows(page)).toHaveText([/m\.bakker/, /jdevries/]);
});

test("a cancel that comes too late says so in the dialog and shows the new state", async ({
  page,
  bridge,
  complaints,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  const { today } = await facilityOf(bridge);
  const [booking] = await book(bridge, { account_id: id, booking_date: today, time_slots: ["23:00"] });
  if (!booking) throw new Error("The bridge books one for each slot.");
  await page.goto("/?tab=history");
  await page.getByRole("button", { name: "Cancel" }).click();
  await settle(bridge, booking, "failed");
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Cancel booking" }).click();
  await expect(dialog).toContainText("failed");
  await dialog.getByRole("button", { name: "Keep booking" }).click();
  await expect(rows(page)).toContainText("FAILED");
  expectComplaints(complaints, /status of 409/);
});

test("what is shown is saved as CSV, safe to open in a spreadsheet", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  const slots = { account_id: id, booking_date: "2025-11-20", location: "X1", sub_location: "B" } as const;
  const [failed] = await book(bridge, { ...slots, time_slots: ["06:00"] });
  await book(bridge, { ...slots, booking_date: "2025-11-21", time_slots: ["07:00"] });
  const error_message = '=1+1, says "no"';
  await bridge.act({ action: "mark_booking_failed", booking_id: failed?.id, error_message });
  const [saved] = await bookingsIn(bridge);
  if (!saved) throw new Error("The bridge lost the booking.");
  await page.goto("/?tab=history&status=failed");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^bookings-all-accounts-failed-as-of-[\d-]+\.csv$/);
  expect(await readFile(await download.path(), "utf8")).toBe(
    "\u{FEFF}Booking,Account,Date,Time,Location,Sub-location,Status,Reference,Error," +
      "Automatic retry,Retry interval (seconds),Created (UTC),Last changed (UTC)\r\n" +
      `1,jdevries,2025-11-20,06:00:00,X1,B,failed,,"'=1+1, says ""no""",no,60,` +
      `${saved.created_at},${saved.updated_at}\r\n`,
  );
  await expect(page.getByText("Saved 1 booking as CSV.", { exact: true })).toBeVisible();
});
