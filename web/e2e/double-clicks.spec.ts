import type { Locator, Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { addAccount, book, bookingsIn, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

/** Two clicks on one spot, whatever stands there when the second one comes: after `between`. */
async function clickTwice(page: Page, button: Locator, between: () => Promise<void>): Promise<void> {
  const box = await button.boundingBox();
  if (!box) throw new Error("There is nothing to click.");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (const clickCount of [1, 2]) {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
    if (clickCount === 1) await between();
  }
}

/** Lets a dialog be there for a second or two after it was closed. */
async function fadeSlowly(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  const session = await page.context().newCDPSession(page);
  await session.send("Animation.enable");
  await session.send("Animation.setPlaybackRate", { playbackRate: 0.1 });
}

/** Everything that the page asks to be changed. */
function changesOf(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  return asked;
}

test("what lies under a dialog is not hit by the second click that closed it", async ({ page, bridge }) => {
  for (let number = 1; number <= 9; number += 1) await addAccount(bridge, `person${number}`);
  await page.goto("/?tab=accounts");
  await expect(page.getByText("Success rate")).toHaveCount(9);
  await page.getByRole("button", { name: "Add account" }).click();
  const dialog = page.getByRole("dialog", { name: "Add account" });
  await dialog.getByLabel("NetID").fill("jdevries");
  const button = dialog.getByRole("button", { name: "Add account" });
  const box = await button.boundingBox();
  if (!box) throw new Error("There is no button.");
  // A switch comes to lie just where the button is.
  await page.getByRole("switch", { name: "Active: person1", includeHidden: true }).evaluate((element, { x, y }) => {
    Object.assign(element.style, { position: "fixed", left: `${x}px`, top: `${y}px` });
  }, { x: box.x + box.width / 2 - 10, y: box.y + box.height / 2 - 10 });
  const asked = changesOf(page);
  await clickTwice(page, button, () => expect(dialog).toBeHidden());
  await expect(page.getByRole("region", { name: "jdevries" })).toBeVisible();
  await expect(page.getByRole("switch", { name: "Active: person1" })).toBeChecked();
  expect(asked).toEqual(["POST /api/accounts"]);
});

test("a booking is cancelled once, however quickly one clicks again", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  const day = addDays((await facilityOf(bridge)).today, 1);
  await book(bridge, { account_id: id, booking_date: day, time_slots: ["07:00"] });
  await page.goto("/?tab=history");
  await page.getByRole("button", { name: "Cancel" }).click();
  const dialog = page.getByRole("alertdialog");
  const asked = changesOf(page);
  await fadeSlowly(page);
  await clickTwice(page, dialog.getByRole("button", { name: "Cancel booking" }), () =>
    expect(page.locator('[role="alertdialog"][data-state="closed"]')).toBeAttached(),
  );
  await expect(page.getByRole("cell", { name: "CANCELLED" })).toBeVisible();
  await expect(dialog).toBeHidden();
  expect(asked).toEqual(["DELETE /api/bookings/1"]);
});

test("a second press of Start Booking leaves a success as it is", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  const day = addDays((await facilityOf(bridge)).today, 1);
  await form.chooseDay(day);
  await form.pick("09:00");
  await clickTwice(page, form.start, () => form.expectCreated(1));
  await form.start.press("Enter");
  await form.expectCreated(1);
  await expect(form.start).toBeFocused();
  await expect(page.getByText("Choose at least one time slot.")).toBeHidden();
  await form.pick("10:00");
  await form.start.click();
  await expect.poll(async () => (await bookingsIn(bridge)).length).toBe(2);
});
