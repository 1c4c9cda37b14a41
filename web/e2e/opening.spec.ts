import { addDays } from "@/lib/dates/plain-date";
import { expectAccessible, expectNoOverflow } from "./support/audit";
import { BookingForm } from "./support/booking-form";
import { Practice } from "./support/practice";
import { bookingsIn } from "./support/seed";
import { expect, test as base } from "./support/test";

const minute = 60_000;
/** The page needs this long to book before the slot opens. */
const leadMs = 45_000;

/** A day three days ahead, and how many minutes before its noon is a moment that comes soon. */
function opening() {
  const day = addDays(new Date().toISOString().slice(0, 10), 3);
  const noon = Date.parse(`${day}T12:00:00.000Z`);
  return { day, minutesAhead: Math.floor((noon - Date.now() - leadMs) / minute) };
}

interface Fixtures {
  readonly opening: ReturnType<typeof opening>;
  readonly practice: Practice;
}

const test = base.extend<Fixtures>({
  facilityZone: "Etc/UTC",
  opening: async ({}, provide) => provide(opening()),
  practice: async ({ opening: { minutesAhead } }, provide) => {
    const practice = await Practice.start(minutesAhead);
    await provide(practice);
    await practice.stop();
  },
  bridgeSettings: async ({ practice }, provide) => provide({ BRIDGE_FACILITY: practice.profile }),
});

test("a newcomer's walk: a booking is made three days ahead and turns confirmed when it opens", async ({
  page,
  bridge,
  practice,
  opening: { day },
}) => {
  test.setTimeout(4 * minute);
  await page.goto("/?tab=accounts");
  await expect(page.getByText("Practice facility: nothing is booked for real.")).toBeVisible();
  await page.getByRole("button", { name: "Add account" }).click();
  await page.getByLabel("NetID").fill("jdevries");
  await page.getByLabel("Password (optional)").fill("hunter-22");
  await page.getByRole("dialog").getByRole("button", { name: "Add account" }).click();
  await expect(page.getByRole("region", { name: "jdevries" })).toContainText("Not signed in yet");

  await page.getByRole("tab", { name: "Single Booking" }).click();
  const form = new BookingForm(page);
  await form.choosePlace("X1");
  await form.chooseDay(day);
  await form.pick("12:00");
  await expect(form.summary).toContainText("booked automatically at that moment");
  await form.start.click();
  await form.expectCreated(1);
  await expect(form.slot("12:00")).toHaveAccessibleName("12:00, PENDING, X1");

  await page.getByRole("tab", { name: "Upcoming" }).click();
  const main = page.getByRole("main");
  await expect(main.getByText("PENDING", { exact: true })).toBeVisible();
  await expect(main.getByText(/^Opens/)).toBeVisible();
  await expectAccessible(page);
  await expect(main.getByText("CONFIRMED", { exact: true })).toBeVisible({ timeout: 2 * minute });

  const [booking] = await bookingsIn(bridge);
  expect(booking).toMatchObject({ status: "confirmed", location: "X1", attempts: 1 });
  expect(JSON.stringify(await practice.state())).toContain("jdevries");
  await main.getByRole("link").first().click();
  const attempts = page.getByRole("list", { name: "Attempts" });
  await expect(attempts.getByRole("listitem")).toContainText(["Attempt 1, half A"]);
  await expect(attempts).toContainText("Confirmed");
  await expect(attempts).toContainText("late");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Accounts" }).click();
  await expect(page.getByRole("region", { name: "jdevries" })).toContainText("Signed in");
  await expectAccessible(page);
});

test("the pause, the consent and the account's log fit a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/?tab=accounts");
  await page.getByRole("button", { name: "Add account" }).click();
  await page.getByLabel("NetID").fill("jdevries");
  await page.getByRole("dialog").getByRole("button", { name: "Add account" }).click();
  await page.getByRole("switch", { name: "Automatic booking", exact: true }).click();
  await expect(page.getByText("Automatic booking: paused")).toBeVisible();
  await page.getByRole("switch", { name: /^Book automatically for this account/ }).click();
  await expect(page.getByText("Nothing is booked automatically for jdevries.")).toBeVisible();
  await expectNoOverflow(page);
  await expectAccessible(page);
  for (const name of ["Connect jdevries", "Log of jdevries"]) {
    await page.getByRole("button", { name }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  await page.reload();
  await expect(page.getByText("Automatic booking: paused")).toBeVisible();
});

test("a token in the address leaves it at once, and is sent only for the account that a person chose", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.postData() ?? ""));
  await page.goto("/?tab=accounts");
  await page.getByRole("button", { name: "Add account" }).click();
  await page.getByLabel("NetID").fill("jdevries");
  await page.getByRole("dialog").getByRole("button", { name: "Add account" }).click();
  await expect(page.getByRole("region", { name: "jdevries" })).toBeVisible();

  await page.goto("/?tab=history#connect=canary.token");
  const dialog = page.getByRole("dialog", { name: "Connect an account" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  // A visit to another address and back, with which Next would bring back an address that it remembers.
  await page.evaluate(() => window.history.pushState(null, "", "?tab=upcoming"));
  await page.evaluate(() => window.history.back());
  await expect(page).toHaveURL(/tab=history$/);
  expect(await page.content()).not.toContain("canary");
  expect(sent.join()).not.toContain("canary");
  await dialog.getByLabel("Account").selectOption("jdevries");
  await dialog.getByRole("button", { name: "Connect account" }).click();
  await expect(page.getByText("The token of jdevries was stored.")).toBeVisible();
  await expect(dialog).toBeHidden();
  expect(sent.filter((body) => body.includes("canary"))).toHaveLength(1);
});
