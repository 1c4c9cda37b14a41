import { tabDescriptions } from "@/lib/tab-descriptions";
import { Practice } from "./support/practice";
import { addAccount } from "./support/seed";
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

test("the form does not move when the accounts arrive", async ({ page, bridge }) => {
  await addAccount(bridge, "jdevries");
  let release: (() => void) | undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/api/accounts?*", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("/");
  const field = page.getByRole("group", { name: "Location", exact: true });
  await expect(field.getByRole("radio").first()).toBeVisible();
  const before = await field.boundingBox();
  release?.();
  await expect(page.getByText("No account is chosen.")).toBeVisible();
  expect(await field.boundingBox()).toEqual(before);
});

const connected = test.extend<{ readonly practice: Practice }>({
  practice: async ({}, provide) => {
    const threeDays = 3 * 24 * 60;
    const practice = await Practice.start(threeDays);
    await provide(practice);
    await practice.stop();
  },
  bridgeSettings: async ({ practice }, provide) => provide({ BRIDGE_FACILITY: practice.profile }),
});

for (const width of [1440, 390]) {
  connected(`${width} px: the facility's bar comes with the page, and what is below it never moves`, async ({ browser, page, servers }) => {
    const viewport = { width, height: 900 };
    const context = await browser.newContext({ baseURL: servers.web.url, javaScriptEnabled: false, viewport });
    const bare = await context.newPage();
    await bare.goto("/?tab=history");
    await expect(bare.getByText("Practice facility: nothing is booked for real.")).toBeVisible();
    await expect(bare.getByRole("switch", { name: "Automatic booking" })).toBeVisible();
    const top = async (shown: typeof page) => (await shown.getByRole("heading", { level: 1 }).boundingBox())?.y;
    const first = await top(bare);
    await context.close();

    await page.setViewportSize(viewport);
    await page.goto("/?tab=history");
    await expect(page.locator("[data-loading]")).toHaveCount(0);
    await expect(page.getByText("No bookings yet")).toBeVisible();
    expect(await top(page)).toBe(first);
    const moved = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const observer = new PerformanceObserver((list) =>
            resolve(
              list.getEntries().flatMap((entry) =>
                ((entry as PerformanceEntry & { sources?: { node: Element | null }[] }).sources ?? []).map(({ node }) => node?.nodeName ?? "gone"),
              ),
            ),
          );
          observer.observe({ type: "layout-shift", buffered: true });
          // The browser reports what it has buffered before the next frame; without a shift there is nothing to report.
          requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
        }),
    );
    expect(moved.filter((name) => name === "MAIN")).toEqual([]);
  });
}

connected("many accounts take a line each on a phone", async ({ page, bridge }) => {
  for (let number = 10; number < 24; number += 1) await addAccount(bridge, `member${number}`, "hunter-22");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/?tab=accounts");
  const rows = page.getByRole("table", { name: "Accounts" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(14);
  await expect(rows.first()).toContainText("Not signed in yet");
  const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(Math.max(...heights)).toBeLessThanOrEqual(48);
});
