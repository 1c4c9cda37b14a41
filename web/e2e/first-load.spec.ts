import type { Page, Request } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { chooseAccount } from "./support/account";
import { addAccount, book, facilityOf } from "./support/seed";
import { expect, test } from "./support/test";

const limitKb = 210;

const urls = ["/", "/?tab=accounts", "/?tab=history", "/?tab=upcoming", "/?tab=statistics"];

for (const url of urls) {
  test(`${url} needs few scripts, with nothing to show`, async ({ page }) => {
    await expectFewScripts(page, url);
  });
}

for (const url of urls) {
  test(`${url} needs few scripts, with a chosen account and a booking`, async ({ page, bridge, browser, servers }) => {
    const { today } = await facilityOf(bridge);
    const { id, netid } = await addAccount(bridge, "jdevries");
    await book(bridge, { account_id: id, booking_date: addDays(today, 1), time_slots: ["07:00"] });
    await page.goto(url);
    await chooseAccount(page, netid);
    // Another browser, which has this choice and no script yet.
    const context = await browser.newContext({ baseURL: servers.web.url, storageState: await page.context().storageState() });
    const another = await context.newPage();
    await expectFewScripts(another, url);
    await expect(another.getByRole("combobox", { name: "Account in use" })).toHaveValue(netid);
    await context.close();
  });
}

/** Opens the page as for the first time and counts all that comes as a script until it stands. */
async function expectFewScripts(page: Page, url: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts: Request[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script") scripts.push(request);
  });
  // The other tabs' code, which comes when the browser is idle, is not needed for this one.
  await page.addInitScript(() => Reflect.set(window, "requestIdleCallback", () => 0));
  // With an open stream the network is never idle.
  await page.route("**/api/events", (route) => route.abort());
  await page.goto(url);
  await expect(page.getByRole("tabpanel").getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expect(page.locator("[data-loading]")).toHaveCount(0);
  const sizes = await Promise.all(scripts.map(transferred));
  const kb = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  test.info().annotations.push({ type: "scripts", description: `${kb.toFixed(1)} kB` });
  // A response from a cache would count for nothing.
  expect(Math.min(...sizes)).toBeGreaterThan(0);
  expect(kb).toBeLessThanOrEqual(limitKb);
}

/** The bytes that came over the wire for it: the answer's headers and its body, compressed as it was sent. */
async function transferred(request: Request): Promise<number> {
  const { responseHeadersSize, responseBodySize } = await request.sizes();
  return responseHeadersSize + responseBodySize;
}
