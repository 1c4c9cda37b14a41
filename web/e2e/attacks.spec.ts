import type { Page } from "@playwright/test";
import { type Attempt, expect, learntBy, load, rebound, sandboxIn, submitForm, type Target, test } from "./support/attacker";

const json = { "content-type": "application/json" };
const simple = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"];
const bridgeReads = ["/metrics", "/openapi.json", "/health", "/ready"];

/** Every way in which a script can ask for something. */
function attempts({ list, booking }: Target): Attempt[] {
  const write = { url: list, method: "POST", body: booking } as const;
  return [
    { url: list },
    { url: list, mode: "no-cors" },
    ...simple.map((type): Attempt => ({ ...write, mode: "no-cors", headers: { "content-type": type } })),
    { ...write, headers: { "content-type": "text/plain" } },
    { ...write, mode: "no-cors", keepalive: true },
    { ...write, headers: json },
    // The browser sends this one as text/plain.
    { ...write, mode: "no-cors", headers: json },
    { ...write, body: '{"action":"get_accounts"}', headers: json },
    { url: `${list}/1`, method: "DELETE" },
    { url: `${list}/1`, method: "PUT", headers: json, body: '{"status":"failed"}' },
  ];
}

const scripts = {
  "another site": { host: "evil.example", frameIn: (page: Page) => page.mainFrame() },
  "another port of localhost": { host: "localhost", frameIn: (page: Page) => page.mainFrame() },
  "another port of 127.0.0.1": { host: "127.0.0.1", frameIn: (page: Page) => page.mainFrame() },
  "a sandboxed frame": { host: "evil.example", frameIn: sandboxIn },
};

for (const [place, { host, frameIn }] of Object.entries(scripts)) {
  test(`a script or a form of ${place} reads and changes nothing`, async ({ context, foreign, targets, page }) => {
    const other = await context.newPage();
    await other.goto(foreign(host));
    const frame = await frameIn(other);
    const statuses: number[] = [];
    context.on("response", (response) => statuses.push(response.status()));
    const direct = bridgeReads.map((path): Attempt => ({ url: targets.bridge.origin + path }));
    for (const attempt of [...attempts(targets.web), ...attempts(targets.bridge), ...direct]) {
      // If no-cors lets a request out, the page gets a response without status, headers and body.
      expect(await learntBy(frame, attempt), JSON.stringify(attempt)).toMatch(/^(blocked|opaque 0 )$/);
    }
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status < 400)).toEqual([]);
    for (const { list, booking } of [targets.web, targets.bridge]) {
      for (const enctype of simple) {
        const another = await context.newPage();
        await another.goto(foreign(host));
        expect(await submitForm(await frameIn(another), list, enctype, booking)).toBe(403);
      }
    }
    // Its attempts do not keep the page's own visitors out.
    await page.goto("/?tab=history");
    await expect(page.getByRole("cell", { name: "PENDING" })).toHaveCount(1);
  });
}

for (const host of ["evil.example", "localhost"]) {
  test(`a page at ${host} can neither use our answers, frame us nor keep our window`, async ({
    context,
    foreign,
    targets: { web, bridge },
  }) => {
    const page = await context.newPage();
    await page.goto(foreign(host));
    for (const url of [`${web.origin}/`, web.list, `${web.origin}/icon.svg`, bridge.list]) {
      for (const tag of ["script", "img"]) expect(await load(page, tag, { src: url }), url).toBe("blocked");
      expect(await load(page, "link", { rel: "stylesheet", href: url }), url).toBe("blocked");
    }
    for (const url of [`${web.origin}/`, web.list]) {
      await load(page, "iframe", { src: url });
      await expect.poll(() => page.frames().at(-1)?.url()).toBe("chrome-error://chromewebdata/");
    }
    const opening = context.waitForEvent("page");
    await page.evaluate((url) => Object.assign(window, { opened: window.open(url) }), web.origin);
    const opened = await opening;
    await expect(opened.getByRole("tab", { name: "History" })).toBeVisible();
    expect(await opened.evaluate(() => window.opener === null)).toBe(true);
    expect(await page.evaluate(() => (window as { opened?: Window }).opened?.closed)).toBe(true);
  });
}

const disguises = [
  {},
  { "x-forwarded-host": "localhost" },
  { forwarded: "host=localhost" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  { rsc: "1", "next-router-prefetch": "1" },
];

test("a page whose name is rebound to the web app learns and changes nothing", async ({ context, targets }) => {
  const page = await rebound(context, targets.web);
  const { origin } = new URL(page.url());
  const url = `${origin}/api/bookings`;
  for (const disguise of disguises) {
    for (const attempt of [
      { url },
      { url: `${origin}/api/nothing` },
      { url, method: "POST", headers: json, body: targets.web.booking },
      { url: `${url}/1`, method: "DELETE" },
    ] satisfies Attempt[]) {
      const disguised = { ...attempt, headers: { ...attempt.headers, ...disguise } };
      const learnt = await learntBy(page, disguised);
      expect(learnt, JSON.stringify(disguised)).toMatch(/^basic 403 .*"code":"forbidden_host"}$/);
    }
    expect(await learntBy(page, { url: `${origin}/`, headers: disguise })).toMatch(/^basic 403 [^<]*$/);
  }
  expect((await page.goto(origin))?.status()).toBe(403);
});

test("a page whose name is rebound to the bridge learns and changes nothing", async ({ context, targets }) => {
  const page = await rebound(context, targets.bridge);
  const { origin } = new URL(page.url());
  const write = { url: `${origin}/api/python/bookings`, method: "POST", headers: json } as const;
  for (const attempt of [
    { ...write, body: '{"action":"get_accounts"}' },
    { ...write, body: targets.bridge.booking },
    ...bridgeReads.map((path) => ({ url: origin + path })),
  ]) {
    expect(await learntBy(page, attempt), attempt.url).toMatch(/^basic 403 .*"code":"forbidden_host".*}$/);
  }
});

test.describe("those who may call", () => {
  test.use({ bookingsAfter: 2 });

  test("the page itself reads and writes by the very same requests", async ({ targets: { web }, page }) => {
    await page.goto("/");
    expect(await learntBy(page, { url: web.list })).toMatch(/^basic 200 .*"count":1/);
    const write = { url: web.list, method: "POST", headers: json, body: web.booking } as const;
    expect(await learntBy(page, write)).toMatch(/^basic 201 .*"time_slot":"08:00:00"/);
  });

  test("so does a page of an allowed origin", async ({ context, foreign, targets: { bridge } }) => {
    const page = await context.newPage();
    await page.goto(foreign("friend.example"));
    const call = { url: bridge.list, method: "POST", headers: json } as const;
    expect(await learntBy(page, { ...call, body: '{"action":"get_bookings"}' })).toMatch(/^cors 200 .*"count":1/);
    expect(await learntBy(page, { ...call, body: bridge.booking })).toMatch(/^cors 201 .*"time_slot":"08:00:00"/);
  });
});
