import type { Locator, Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { BookingForm } from "./support/booking-form";
import { hold } from "./support/held";
import { addAccount, book, facilityOf } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

/** Presses Retry: it is busy while the answer is on its way, and has the focus all the time. */
async function expectToFailAgain(page: Page, retry: Locator, asked: string | RegExp) {
  const release = await hold(page, asked, "GET");
  await retry.press("Enter");
  await expect(retry).toHaveAttribute("aria-busy", "true");
  await expect(retry).toBeFocused();
  release();
  await expect(retry).toHaveAttribute("aria-busy", "false");
  await expect(retry).toBeFocused();
}

test("Retry of a list keeps the focus and says that it is busy, then leads to the list", async ({
  page,
  bridge,
  complaints,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: "2026-01-05", time_slots: ["07:00"] });
  await bridge.goAway();
  await page.goto("/?tab=history");
  const alert = page.getByRole("alert").filter({ hasText: "The bookings could not be loaded" });
  const retry = alert.getByRole("button", { name: "Retry" });
  await expect(retry).toBeVisible();
  await expectToFailAgain(page, retry, /\/api\/bookings\?/);
  await bridge.comeBack();
  await retry.press("Enter");
  await expect(alert).toBeHidden();
  await expect(page.locator(":focus")).toHaveText(/PENDING/);
  await expect(page.locator("main :focus")).toHaveAttribute("aria-busy", "false");
  expectComplaints(complaints, /status of 502/);
});

test("Retry of a booking keeps the focus and says that it is busy, then leads to the summary", async ({
  page,
  bridge,
  complaints,
}) => {
  await addAccount(bridge, "jdevries");
  const form = await BookingForm.open(page);
  await form.account.selectOption("jdevries");
  await form.chooseDay(addDays((await facilityOf(bridge)).today, 1));
  await form.pick("09:00");
  await bridge.goAway();
  await form.start.click();
  const retry = form.summary.getByRole("button", { name: "Retry" });
  await expect(retry).toBeVisible();
  const release = await hold(page, /\/api\/accounts\/1\/bookings\?/, "GET");
  await retry.press("Enter");
  await expect(retry).toHaveAttribute("aria-busy", "true");
  await expect(retry).toBeFocused();
  await bridge.comeBack();
  release();
  await form.expectCreated(1);
  await expect(form.summary).toBeFocused();
  expectComplaints(complaints, /status of 502/);
});

const places = [
  { path: "/", asked: "**/api/accounts", failure: "The accounts could not be loaded" },
  { path: "/?tab=accounts", asked: "**/api/accounts", failure: "The accounts could not be loaded" },
  { path: "/?tab=upcoming", asked: "**/api/bookings/upcoming*", failure: "The upcoming bookings could not be loaded" },
  { path: "/?tab=upcoming", asked: "**/api/facility", failure: "The upcoming bookings could not be loaded" },
  { path: "/?tab=statistics", asked: "**/api/bookings/stats*", failure: "The statistics could not be loaded" },
  { path: "/?tab=statistics", asked: "**/api/facility", failure: "The statistics could not be loaded" },
  { path: "/?tab=accounts", asked: "**/api/accounts/1/stats", failure: "The statistics of jdevries could not be loaded" },
  { path: "/?tab=history&booking=1", asked: "**/api/bookings/1", failure: "The booking could not be loaded" },
];

for (const { path, asked, failure } of places) {
  test(`${path} without ${asked}: Retry keeps the focus where it says: ${failure}`, async ({ page, bridge, complaints }) => {
    const { id } = await addAccount(bridge, "jdevries");
    await book(bridge, { account_id: id, booking_date: "2026-01-05", time_slots: ["07:00"] });
    await page.route(asked, (route) => route.abort("connectionrefused"));
    await page.goto(path);
    const alert = page.getByRole("alert").filter({ hasText: failure });
    const retry = alert.getByRole("button", { name: "Retry" });
    await expect(retry).toHaveAttribute("aria-busy", "false");
    await expectToFailAgain(page, retry, asked);
    await page.unroute(asked);
    await retry.press("Enter");
    await expect(alert).toBeHidden();
    await expect(page.locator("main :focus, main:focus, [role=dialog]:focus")).toBeVisible();
    expectComplaints(complaints, /ERR_CONNECTION_REFUSED/);
  });
}
