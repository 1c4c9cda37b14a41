import { request as httpRequest } from "node:http";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";
import type { Bridge } from "../tests/support/bridge";

/** The number of streams that are open at the bridge. */
async function openStreams(bridge: Bridge): Promise<number> {
  return Number(/^bridge_live_readers (\d+)$/m.exec(await bridge.metrics())?.[1]);
}

const account = (page: Page, netid: string) => page.getByRole("heading", { name: netid });

test("events pass the web server unbuffered, also for clients that take gzip", async ({ baseURL, bridge }) => {
  const url = new URL("/api/events", baseURL);
  const sent = httpRequest(url, { headers: { "accept-encoding": "gzip, br" } });
  const text = new Promise<string>((resolve) => {
    sent.on("response", (response) => {
      expect(response.headers["content-encoding"]).toBeUndefined();
      expect(response.headers["cache-control"]).toContain("no-transform");
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        if (text.includes("event: hello")) void bridge.act({ action: "add_account", netid: "jdevries" });
        if (text.includes('"accounts":[1]')) resolve(text);
      });
    });
  });
  sent.end();
  expect(await text).toContain("event: change");
  sent.destroy();
  await expect.poll(() => openStreams(bridge), { timeout: 1_000 }).toBe(0);
});

test("eight tabs share one stream, and each shows a change", async ({ context, bridge }) => {
  const pages = await Promise.all(Array.from({ length: 8 }, () => context.newPage()));
  await Promise.all(pages.map((page) => page.goto("/?tab=accounts")));
  await expect.poll(() => openStreams(bridge)).toBe(1);
  await bridge.act({ action: "add_account", netid: "jdevries" });
  await Promise.all(pages.map((page) => expect(account(page, "jdevries")).toBeVisible()));
  // The tab that holds the stream is among those that close; another takes its place.
  await Promise.all(pages.slice(0, 7).map((page) => page.close()));
  await expect.poll(() => openStreams(bridge)).toBe(1);
  await bridge.act({ action: "add_account", netid: "mbakker" });
  for (const page of pages.slice(7)) {
    await expect(account(page, "mbakker")).toBeVisible();
    await page.close();
  }
  await expect.poll(() => openStreams(bridge)).toBe(0);
});

test("after the bridge restarts the page shows what changed meanwhile", async ({ page, bridge, complaints }) => {
  await page.goto("/?tab=accounts");
  await expect.poll(() => openStreams(bridge)).toBe(1);
  await bridge.goAway();
  await bridge.comeBack();
  await bridge.act({ action: "add_account", netid: "jdevries" });
  await expect(account(page, "jdevries")).toBeVisible({ timeout: 40_000 });
  // A question may have met the bridge while it was away.
  expect(complaints.filter((text) => !text.includes("status of 502"))).toEqual([]);
  complaints.length = 0;
});
