import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { spelled } from "./support/days";
import { addAccount, book, bookingsIn, facilityOf, settle } from "./support/seed";
import { expect, test } from "./support/test";

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
  // The choice is in the address, so that it shows a moment after the click.
  await page.getByRole("radio", { name: "By date" }).click({ force: true });
  await expect(page.getByRole("radio", { name: "By date" })).toBeChecked();
  await expect(rows(page)).toHaveText([/20:00/, /08:00/, /07:00/]);
  await page.getByLabel("Reference or NetID").fill("nobody");
  await expect(page.getByText("No booking matches these filters")).toBeVisible();
  await page.getByLabel("Reference or NetID").fill("DEVRIES");
  await expect(page.getByText("Bookings 1 to 3 of 3")).toBeVisible();
  await page.getByLabel("Reference or NetID").fill("");
  await page.getByLabel("Status").selectOption("Pending");
  await expect(rows(page)).toHaveText([/08:00/, /07:00/]);
  await page.getByLabel("From").fill(addDays(today, 2));
  await expect(page.getByText("No booking matches these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(rows(page)).toHaveCount(3);

  await rows(page).filter({ hasText: "07:00" }).getByRole("button", { name: "Cancel" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Cancel this booking?" });
  await expect(dialog).toContainText("You can book this slot again.");
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
      "Auto-retry,Retry interval (seconds),Created (UTC),Last changed (UTC)\r\n" +
      `1,jdevries,2025-11-20,06:00:00,X1,B,failed,,"'=1+1, says ""no""",no,60,` +
      `${saved.created_at},${saved.updated_at}\r\n`,
  );
  await expect(page.getByText("Saved 1 booking as CSV.", { exact: true })).toBeVisible();
});

test("thousands of bookings are read page by page, none twice, and saved whole", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  const time_slots = Array.from({ length: 48 }, (_, at) => {
    return `${String(Math.floor(at / 2)).padStart(2, "0")}:${at % 2 === 0 ? "00" : "30"}`;
  });
  const days = Array.from({ length: 60 }, (_, day) => addDays("2026-01-01", day));
  await Promise.all(days.map((booking_date) => book(bridge, { account_id: id, booking_date, time_slots })));
  const heading = (first: number) =>
    page.getByRole("heading", { name: `Bookings ${first} to ${first + 49} of 2,880` });
  const shown = async () => {
    const links = rows(page).getByRole("link");
    await expect(links).toHaveCount(50);
    return links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  };
  const [next, previous] = ["Next", "Previous"].map((name) => page.getByRole("button", { name }));
  if (!next || !previous) throw new Error("Both have a name.");
  await page.goto("/?tab=history");
  await expect(heading(1)).toBeVisible();
  await expect(previous).toBeDisabled();
  const seen = await shown();
  for (const first of [51, 101]) {
    await next.click();
    await expect(heading(first)).toBeVisible();
    await expect(next).toBeEnabled();
    seen.push(...(await shown()));
  }
  expect(new Set(seen).size).toBe(150);
  await page.getByRole("tab", { name: "Statistics" }).click();
  await page.goBack();
  await page.reload();
  await expect(heading(101)).toBeVisible();
  expect(await shown()).toEqual(seen.slice(100));
  await previous.click();
  await expect(heading(51)).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trimEnd().split("\r\n").slice(1);
  expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(48 * 60);
  await page.getByLabel("From").fill("2026-03-01");
  await expect(page.getByRole("heading", { name: "Bookings 1 to 48 of 48" })).toBeVisible();
});
