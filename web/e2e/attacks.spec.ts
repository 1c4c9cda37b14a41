import { footholds, rebound } from "./support/attacker";
import { type Door, expect, test } from "./support/attack-test";
import { type Attempt, enctypes, learntBy, loadAs, submitForm } from "./support/attacks";

const json = { "content-type": "application/json" };
const simple = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"];

/** Every way in which a script can ask a door for something. */
function attempts({ list, booking }: Door): Attempt[] {
  const write = { url: list, method: "POST", body: booking } as const;
  return [
    { url: list },
    { url: list, mode: "no-cors" },
    { url: list, headers: { "x-request-id": "mine" } },
    ...simple.flatMap((type): Attempt[] => [
      { ...write, mode: "no-cors", headers: { "content-type": type } },
      { ...write, headers: { "content-type": type } },
    ]),
    { ...write, mode: "no-cors", keepalive: true },
    { ...write, headers: json },
    // Refused by browsers as a header of a no-cors request; what is left is text/plain.
    { ...write, mode: "no-cors", headers: json },
    { ...write, method: "PUT", headers: json },
    { url: `${list}/1`, method: "DELETE" },
    { url: `${list}/1`, method: "PUT", headers: json, body: '{"status":"failed"}' },
  ];
}

/** The bridge reads by POST too, and has doors beside its one endpoint. */
function bridgeReads({ origin, list }: Door): Attempt[] {
  const read = { url: list, method: "POST", body: '{"action":"get_accounts"}' } as const;
  return [
    { ...read, headers: { "content-type": "text/plain" } },
    { ...read, headers: json },
    ...["/metrics", "/openapi.json", "/health", "/ready"].map((path) => ({ url: origin + path })),
  ];
}

// Where no-cors lets a request out, the page gets an answer without status, headers and body.
const nothing = /^(blocked|opaque 0 )$/;

for (const [place, open] of Object.entries(footholds)) {
  test(`a script in ${place} reads and changes nothing`, async ({
    attacker,
    context,
    doors,
    page,
  }) => {
    const frame = await open(attacker, context);
    const answers: number[] = [];
    context.on("response", (response) => answers.push(response.status()));
    for (const attempt of [
      ...attempts(doors.web),
      ...attempts(doors.bridge),
      ...bridgeReads(doors.bridge),
    ]) {
      expect(await learntBy(frame, attempt), JSON.stringify(attempt)).toMatch(nothing);
    }
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter((status) => status < 400)).toEqual([]);
    // Somebody's attempts do not keep the page's own visitors out.
    await page.goto("/?tab=history");
    await expect(page.getByRole("cell", { name: "PENDING" })).toHaveCount(1);
  });

  test(`a form in ${place} changes nothing`, async ({ attacker, context, doors }) => {
    for (const { list, booking } of [doors.web, doors.bridge]) {
      for (const enctype of enctypes) {
        const frame = await open(attacker, context);
        const answer = await submitForm(frame, list, enctype, booking);
        expect(answer.status()).toBe(403);
        const sent = answer.request().postData() ?? "";
        expect(sent.includes("08:00") || sent.includes("08%3A00")).toBe(true);
      }
    }
  });
}

for (const host of ["evil.example", "127.0.0.1", "localhost"]) {
  test(`no element of a page at ${host} can use an answer`, async ({ attacker, context, doors }) => {
    const page = await attacker.page(context, host);
    const { web, bridge } = doors;
    const urls = [`${web.origin}/`, web.list, `${web.list}/1`, `${web.origin}/icon.svg`, bridge.list];
    for (const url of urls) {
      for (const tag of ["script", "img", "link"] as const) {
        expect(await loadAs(page.mainFrame(), tag, url), `${tag} ${url}`).toBe("blocked");
      }
    }
  });

  test(`a page at ${host} can neither frame ours nor hold on to its window`, async ({
    attacker,
    context,
    doors,
  }) => {
    const page = await attacker.page(context, host);
    const { web } = doors;
    for (const url of [`${web.origin}/`, web.list]) {
      const answered = page.waitForResponse(url);
      await page.evaluate((url) => {
        const frame = document.createElement("iframe");
        frame.src = url;
        document.body.append(frame);
      }, url);
      await answered;
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

test("a page whose name is rebound to the web app is told nothing", async ({ context, doors }) => {
  const page = await rebound(context, doors.web.origin);
  const { origin } = new URL(page.url());
  const { booking } = doors.web;
  const url = `${origin}/api/bookings`;
  for (const headers of disguises) {
    for (const attempt of [
      { url },
      { url: `${origin}/api/accounts` },
      { url, method: "POST", headers: json, body: booking },
      { url: `${url}/1`, method: "PUT", headers: json, body: '{"status":"failed"}' },
      { url: `${url}/1`, method: "DELETE" },
      { url: `${origin}/api/nothing` },
    ] satisfies Attempt[]) {
      const disguised = { ...attempt, headers: { ...attempt.headers, ...headers } };
      const learnt = await learntBy(page, disguised);
      expect(learnt, JSON.stringify(disguised)).toMatch(/^basic 403 .*"code":"forbidden_host"}$/);
    }
    const read = await learntBy(page, { url: `${origin}/`, headers });
    expect(read).toMatch(/^basic 403 This Host is not one that the web app answers to[^<]*$/);
  }
  expect((await page.goto(origin))?.status()).toBe(403);
  await expect(page.getByText("WEB_ALLOWED_HOSTS")).toBeVisible();
});

test("a page whose name is rebound to the bridge is told nothing", async ({ context, doors }) => {
  const page = await rebound(context, doors.bridge.origin);
  const { origin } = new URL(page.url());
  const url = `${origin}/api/python/bookings`;
  const write = { method: "POST", headers: json } as const;
  for (const attempt of [
    { url, ...write, body: '{"action":"get_accounts"}' },
    { url, ...write, body: doors.bridge.booking },
    ...["/metrics", "/openapi.json", "/health", "/ready"].map((path) => ({ url: origin + path })),
  ] satisfies Attempt[]) {
    const learnt = await learntBy(page, attempt);
    expect(learnt, attempt.url).toMatch(/^basic 403 .*"code":"forbidden_host".*}$/);
  }
});

test.describe("those who may call", () => {
  test.use({ hostile: false });

  test("the page itself reads and writes by the very same requests", async ({ doors, page }) => {
    const { list, booking } = doors.web;
    await page.goto("/");
    expect(await learntBy(page, { url: list })).toMatch(/^basic 200 .*"count":1/);
    const write = { url: list, method: "POST", headers: json, body: booking } as const;
    expect(await learntBy(page, write)).toMatch(/^basic 201 .*"time_slot":"08:00:00"/);
  });

  test("so does a page that the bridge was told of", async ({ attacker, context, doors }) => {
    const { list, booking } = doors.bridge;
    const page = await attacker.page(context, "friend.example");
    const call = { url: list, method: "POST", headers: json } as const;
    const read = { ...call, body: '{"action":"get_bookings"}' };
    expect(await learntBy(page, read)).toMatch(/^cors 200 .*"count":1/);
    const write = { ...call, body: booking };
    expect(await learntBy(page, write)).toMatch(/^cors 201 .*"time_slot":"08:00:00"/);
  });
});
