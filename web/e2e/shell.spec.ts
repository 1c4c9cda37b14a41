import { contrast } from "./support/contrast";
import { moveTo, tabTo } from "./support/keyboard";
import { addAccount, book } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

const tabNames = ["Single Booking", "Multi-Booking", "Live", "Upcoming", "History", "Statistics", "Accounts"];

test("the URL and the title name the tab, through reload and Back", async ({ page, complaints }) => {
  const heading = page.getByRole("heading", { level: 1 });
  await page.goto("/");
  await expect(page.getByRole("tab")).toHaveText(tabNames);
  await expect(heading).toHaveText("Single Booking");
  await expect(page.getByText(/Europe\/Amsterdam/).filter({ visible: true })).toBeVisible();
  await page.getByRole("tab", { name: "History" }).click();
  await expect(page).toHaveURL(/\?tab=history$/);
  await page.reload();
  await expect(heading).toHaveText("History");
  await expect(page).toHaveTitle("History · Booking Management");
  await page.getByRole("tab", { name: "Upcoming" }).click();
  await expect(page).toHaveTitle("Upcoming · Booking Management");
  await page.goBack();
  await expect(page.getByRole("tab", { name: "History" })).toHaveAttribute("aria-selected", "true");
  await expect(page).toHaveTitle("History · Booking Management");
  await page.goto("/nothing");
  await expect(page).toHaveTitle(/ · Booking Management$/);
  expectComplaints(complaints, /status of 404/);
});

test("tabs and skip link work from the keyboard, and the link adds nothing to the browser's history", async ({
  page,
}) => {
  await page.goto("/?tab=single");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toBeVisible();
  await page.getByRole("tab", { name: "Single Booking" }).focus();
  await moveTo(page, "ArrowLeft", page.getByRole("tab", { name: "Accounts" }));
  await page.keyboard.press("Enter");
  await expect(heading).toHaveText("Accounts");
  await page.getByRole("link", { name: "Skip to the content" }).press("Enter");
  await expect(page.locator("#content")).toBeFocused();
  await page.goBack();
  await expect(heading).toHaveText("Single Booking");
});

test("a booking that was opened and closed leaves nothing behind in the browser's history", async ({ page, bridge }) => {
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: "2026-01-05", time_slots: ["07:00", "08:00"] });
  await page.goto("/?tab=accounts");
  await page.getByRole("tab", { name: "History" }).click();
  const dialog = page.getByRole("dialog");
  for (const time of ["08:00", "07:00"]) {
    const link = page.getByRole("link", { name: new RegExp(`${time}.*details$`) });
    await link.click();
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(page).toHaveURL(/\?tab=history$/);
    await expect(link).toBeFocused();
  }
  await page.goForward();
  await expect(dialog).toBeVisible();
  await page.goBack();
  await expect(dialog).toBeHidden();
  await page.goBack();
  await expect(page.getByText("Success rate")).toBeVisible();
});

test("the open tab, pressed again, keeps its filters and its place in the history", async ({ page }) => {
  await page.goto("/?tab=upcoming");
  await page.goto("/?tab=history&status=failed");
  await page.getByRole("tab", { name: "History" }).press("Enter");
  await expect(page.getByLabel("Status")).toHaveValue("failed");
  await expect(page).toHaveURL(/\?tab=history&status=failed$/);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Upcoming");
});

test("a tab whose code does not arrive offers a reload in its place, and the others go on", async ({
  page,
  complaints,
}) => {
  // The code of the other tabs is not prefetched before this page has been idle.
  await page.addInitScript(() => Reflect.set(window, "requestIdleCallback", () => 0));
  await page.goto("/?tab=accounts");
  await expect(page.getByRole("button", { name: "Add account" })).toBeVisible();
  await page.route("**/_next/static/**/*.js", (route) => route.abort());
  await page.getByRole("tab", { name: "Upcoming" }).click();
  const alert = page.getByRole("tabpanel").getByRole("alert");
  await expect(alert).toBeVisible();
  await page.getByRole("tab", { name: "Accounts" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accounts");
  await page.unrouteAll();
  await page.getByRole("tab", { name: "Upcoming" }).click();
  await alert.getByRole("button", { name: "Reload the page" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Upcoming");
  expectComplaints(complaints, /ERR_FAILED|ChunkLoadError|Failed to load chunk/);
});

test("a tab first opened offline loads as soon as the connection is back", async ({ page, context, complaints }) => {
  await page.addInitScript(() => Reflect.set(window, "requestIdleCallback", () => 0));
  await page.goto("/?tab=accounts");
  await expect(page.getByRole("button", { name: "Add account" })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("tab", { name: "Statistics" }).click();
  await expect(page.getByRole("tabpanel").getByRole("alert")).toContainText("You are offline");
  await context.setOffline(false);
  await expect(page.getByText("No bookings in this period")).toBeVisible();
  expectComplaints(complaints, /ERR_INTERNET_DISCONNECTED|ChunkLoadError|Failed to load chunk/);
});

test("the chosen theme stays and the first paint already has it", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.reload({ waitUntil: "commit" });
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the focus stands out from the header: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    const theme = page.getByRole("radio", { name: "System" });
    await expect(theme).toBeChecked();
    for (const { control, ringed = control } of [
      { control: page.getByRole("combobox", { name: "Account in use" }) },
      { control: theme, ringed: page.locator("label", { has: theme }) },
      { control: page.getByRole("tab", { name: "Single Booking" }) },
    ]) {
      await tabTo(page, control);
      await expect(ringed).toHaveCSS("outline-style", "solid");
      expect(await contrast(ringed, "outline-color", page.getByRole("banner"))).toBeGreaterThanOrEqual(3);
    }
  });
}
