import type { APIRequestContext, Page } from "@playwright/test";
import type { Bridge } from "../tests/support/bridge";
import { leaks } from "./support/leaks";
import { expect, expectComplaints, test } from "./support/test";
import type { Web } from "./support/web";
import { Witness } from "./support/witness";

const token = "canary-t0ken";
const [first, second, refused, unsent] = [
  "canary-pa55word",
  "canary-chang3d",
  "canary-r3fused",
  "canary-t00-early",
];
const secrets = [token, first, second, refused, unsent];

test.use({ bridgeToken: token, bridgeSettings: { RUST_LOG: "trace" } });

type Contents = (readonly [string, string | Buffer])[];

/** What the bridge counts; it counts anew after each start. */
async function counted(bridge: Bridge): Promise<Contents> {
  const metrics = await bridge.metrics();
  expect(metrics).toContain('action="add_account"');
  return [["the metrics", metrics]];
}

/** All that bridge and web app have written, while they run and after the bridge has stopped. */
async function written(bridge: Bridge, web: Web): Promise<Contents> {
  // The write-ahead log is there only while the bridge runs.
  const running = [...bridge.files()];
  expect(running.map(([name]) => name)).toEqual(
    expect.arrayContaining(["bookings.db", "bookings.db-wal", "bookings.key"]),
  );
  await bridge.goAway();
  const files = [...running, ...bridge.files(), ...web.files()];
  expect(leaks(["jdevries"], files)).not.toEqual([]);
  const log = bridge.output.bytes;
  expect(log.includes("TRACE") && log.includes("action=add_account")).toBe(true);
  expect(web.output.bytes.length).toBeGreaterThan(0);
  return [
    ...files,
    ["the bridge's log", log],
    ["the web app's log", web.output.bytes],
  ];
}

/** Fills the form of the dialog in and sends it. */
async function add(page: Page, netid: string, password: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Add account" });
  if (!(await dialog.isVisible())) await page.getByRole("button", { name: "Add account" }).click();
  await dialog.getByLabel("NetID").fill(netid);
  await dialog.getByLabel("Password (optional)").fill(password);
  await dialog.getByRole("button", { name: "Add account" }).click();
}

test("a password typed in the page is seen notFound again", async ({
  page,
  bridge,
  servers,
  complaints,
}) => {
  const witness = new Witness(page);
  await page.goto("/?tab=accounts");
  const dialog = page.getByRole("dialog");
  await add(page, "jd", unsent);
  await expect(dialog.getByLabel("NetID")).toHaveAttribute("aria-invalid", "true");
  await add(page, "jdevries", first);
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Change the password of jdevries" }).click();
  await dialog.getByLabel("New password").fill(second);
  await dialog.getByRole("button", { name: "Change password" }).click();
  await expect(dialog).toBeHidden();
  await add(page, "jdevries", refused);
  await expect(dialog.getByLabel("NetID")).toHaveAttribute("aria-invalid", "true");
  // Not even where it is typed: what reads the document is an extension, or a tool that records pages.
  expect(leaks(secrets, [["the open dialog", await page.content()]])).toEqual([]);
  const metrics = await counted(bridge);
  await bridge.goAway();
  await add(page, "m.bakker", refused);
  await expect(dialog.getByRole("alert")).toContainText("The booking bridge does not answer");
  await dialog.getByRole("button", { name: "Close without adding" }).click();
  await expect(dialog).toBeHidden();
  await bridge.comeBack();
  await page.getByRole("tab", { name: "History" }).click();
  await page.goBack();
  await expect(page.getByRole("region", { name: "jdevries" })).toBeVisible();

  const sent = witness.sent.map((body, at): [string, string] => [String(at), body]);
  expect(leaks(secrets, sent)).toEqual([
    `${first} in 0`,
    `${second} in 1`,
    `${refused} in 2`,
    `${refused} in 3`,
  ]);
  const seen = await witness.seen();
  expect(leaks(["jdevries"], seen)).toContain("jdevries in the document");
  expect(leaks(secrets, [...seen, ...metrics, ...(await written(bridge, servers.web))])).toEqual([]);
  expectComplaints(complaints, /status of (409|502)/);
});

interface Sent {
  readonly method: "POST" | "PUT" | "GET" | "DELETE";
  readonly path: string;
  readonly data?: unknown;
  readonly type?: string;
}

/** Every request in which a password could come to the web routes, rightly or wrongly. */
const requests: Sent[] = [
  { method: "POST", path: "/api/accounts", data: { netid: "jdevries", password: first } },
  { method: "POST", path: "/api/accounts", data: { netid: "jdevries", password: refused } },
  { method: "POST", path: "/api/accounts", data: { netid: "x", password: refused } },
  { method: "POST", path: "/api/accounts", data: { password: refused } },
  { method: "POST", path: "/api/accounts", data: [refused] },
  { method: "POST", path: "/api/accounts", data: `{"netid":"m.bakker","password":"${refused}"` },
  { method: "POST", path: "/api/accounts", data: `password=${refused}`, type: "text/plain" },
  { method: "POST", path: "/api/accounts", data: { action: refused } },
  { method: "PUT", path: "/api/accounts/1", data: { password: second } },
  { method: "PUT", path: "/api/accounts/9", data: { password: refused } },
  { method: "PUT", path: "/api/accounts/x", data: { password: refused } },
  { method: "PUT", path: "/api/accounts/1", data: { password: refused + "x".repeat(1024) } },
  { method: "PUT", path: "/api/accounts/1", data: { password: [refused] } },
  { method: "PUT", path: "/api/accounts/1", data: { password: { is: refused } } },
  { method: "PUT", path: "/api/accounts/1", data: { accountId: refused } },
  { method: "POST", path: "/api/bookings", data: { accountId: 1, password: refused } },
  { method: "GET", path: `/api/accounts/1?password=${refused}` },
  { method: "DELETE", path: `/api/bookings/1?password=${refused}` },
];

async function answersTo(request: APIRequestContext): Promise<{ statuses: number[]; contents: Contents }> {
  const statuses: number[] = [];
  const contents: Contents = [];
  for (const { method, path, data, type = "application/json" } of requests) {
    const body = typeof data === "string" ? Buffer.from(data) : data;
    const headers = data === undefined ? {} : { "content-type": type };
    const answer = await request.fetch(path, { method, headers, data: body });
    statuses.push(answer.status());
    contents.push([`the headers for ${method} ${path}`, JSON.stringify(answer.headers())]);
    contents.push([`the answer to ${method} ${path}`, await answer.body()]);
  }
  return { statuses, contents };
}

test("a password sent to the web routes is in no answer, log, metric or file", async ({
  request,
  bridge,
  servers,
}) => {
  const { statuses, contents } = await answersTo(request);
  expect(statuses.filter((status) => status < 300)).toHaveLength(2);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  const metrics = await counted(bridge);
  await bridge.goAway();
  const away = await answersTo(request);
  expect(away.statuses).toContain(502);
  await bridge.comeBack();
  const answers = [...contents, ...away.contents, ...metrics];
  const left = [...answers, ...(await written(bridge, servers.web))];
  expect(leaks(secrets, left)).toEqual([]);
});

test("whoever looks for a secret finds it in every way it can be written", () => {
  const text = Buffer.from(`<${first}>`);
  const ways = [
    text,
    Buffer.from(`<${first}>`, "utf16le"),
    ...["", "a", "ab"].map((before) => Buffer.from(before + first + "!").toString("base64")),
    text.toString("base64url"),
    text.toString("hex"),
    text.toString("hex").toUpperCase(),
  ];
  for (const way of ways) expect(leaks(secrets, [["it", way]])).toEqual([`${first} in it`]);
  expect(leaks(secrets, [["it", "canary"]])).toEqual([]);
});
