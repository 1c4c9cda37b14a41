import { tabDescriptions } from "@/lib/tab-descriptions";
import { expect, test } from "./support/test";

const headings = {
  single: "Single Booking",
  multi: "Multi-Booking",
  live: "Live",
  upcoming: "Upcoming",
  history: "History",
  statistics: "Statistics",
  accounts: "Accounts",
} as const satisfies Record<keyof typeof tabDescriptions, string>;

type Tab = keyof typeof headings;

const tabs = Object.keys(headings) as Tab[];

for (const tab of tabs) {
  test(`${tab}: the server sends the heading and a skeleton, and names all code that the tab needs`, async ({ page, browser, servers }) => {
    const context = await browser.newContext({ baseURL: servers.web.url, javaScriptEnabled: false });
    const bare = await context.newPage();
    const response = await bare.goto(`/?tab=${tab}`);
    const named = (await response?.text()) ?? "";
    await expect(bare.getByRole("heading", { level: 1 })).toHaveText(headings[tab]);
    await expect(bare.getByText(tabDescriptions[tab])).toBeVisible();
    await expect(bare.locator("[data-loading]")).toBeVisible();
    await expect(bare).toHaveTitle(new RegExp(`^${headings[tab]} · `));
    await context.close();

    const scripts: string[] = [];
    page.on("request", (request) => {
      if (request.resourceType() === "script") scripts.push(new URL(request.url()).pathname);
    });
    // The other tabs' code comes when the browser is idle.
    await page.addInitScript(() => Reflect.set(window, "requestIdleCallback", () => 0));
    await page.goto(`/?tab=${tab}`);
    await expect(page.locator("[data-loading]")).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(headings[tab]);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => !named.includes(script))).toEqual([]);
  });
}

test("every script is compiled where it is read and not when it is called", async ({ page, request }) => {
  const scripts = new Set<string>();
  page.on("request", (sent) => {
    if (sent.resourceType() === "script") scripts.add(sent.url());
  });
  await page.goto("/");
  await expect(page.locator("[data-loading]")).toHaveCount(0);
  expect(scripts.size).toBeGreaterThan(0);
  for (const script of scripts) {
    const text = await (await request.get(script)).text();
    expect(text.slice(0, 40), script).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/);
  }
});
