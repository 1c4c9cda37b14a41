import { expectAccessible, expectNoOverflow } from "./support/audit";
import { contrast } from "./support/contrast";
import { moveTo, tabTo } from "./support/keyboard";
import { expect, expectComplaints, test } from "./support/test";

const tabNames = ["Single Booking", "Accounts", "History", "Upcoming", "Statistics"];

test("the URL remembers the tab, through reload and the Back button", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("tab")).toHaveText(tabNames);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Single Booking");
  await page.getByRole("tab", { name: "History" }).click();
  await expect(page).toHaveURL(/\?tab=history$/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("History");
  await page.getByRole("tab", { name: "Upcoming" }).click();
  await page.goBack();
  await expect(page.getByRole("tab", { name: "History" })).toHaveAttribute("aria-selected", "true");
});

test("the window's title names the tab", async ({ page }) => {
  await page.goto("/?tab=upcoming", { waitUntil: "commit" });
  await expect(page).toHaveTitle("Upcoming · Booking Management");
  // Before it is drawn by the browser the page knows no clicks.
  await expect(page.getByText("No upcoming bookings")).toBeVisible();
  await page.getByRole("tab", { name: "Statistics" }).click();
  await expect(page).toHaveTitle("Statistics · Booking Management");
  await page.goBack();
  await expect(page).toHaveTitle("Upcoming · Booking Management");
  await expect(page.getByText("No upcoming bookings")).toBeVisible();
});

test("what is no page has a title of its own", async ({ page, complaints }) => {
  await page.goto("/nothing");
  await expect(page).toHaveTitle("Page not found · Booking Management");
  expectComplaints(complaints, /status of 404/);
});

test("tabs and skip link work from the keyboard", async ({ page }) => {
  await page.goto("/");
  // Before it is drawn by the browser the page knows no keys.
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
  await page.getByRole("tab", { name: "Single Booking" }).focus();
  await moveTo(page, "ArrowRight", page.getByRole("tab", { name: "Accounts" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accounts");
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

test("the page names the facility's time zone and the chosen account stays", async ({
  page,
  bridge,
}) => {
  await bridge.act({ action: "add_account", netid: "jdevries" });
  await page.goto("/?tab=history");
  await expect(page.getByText("Times are shown in Europe/Amsterdam").filter({ visible: true })).toBeVisible();
  const account = page.getByRole("banner").getByRole("combobox", { name: "Account in use" });
  await account.selectOption("jdevries");
  await page.reload();
  await expect(account).toHaveValue("1");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the focus is seen on the header's band: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    const theme = page.getByRole("radio", { name: "System" });
    const controls = [
      { control: page.getByRole("combobox", { name: "Account in use" }) },
      { control: theme, ringed: page.locator("label", { has: theme }) },
      { control: page.getByRole("tab", { name: "Single Booking" }) },
    ];
    await expect(theme).toBeChecked();
    for (const { control, ringed = control } of controls) {
      await tabTo(page, control);
      await expect(ringed).toHaveCSS("outline-style", "solid");
      const seen = await contrast(ringed, "outline-color", page.getByRole("banner"));
      expect(seen).toBeGreaterThanOrEqual(3);
    }
  });

  for (const width of [360, 1280]) {
    test(`the shell is accessible and fits: ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto("/?tab=upcoming");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await expectNoOverflow(page);
    });
  }
}
