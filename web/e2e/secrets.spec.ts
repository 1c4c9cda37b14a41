import type { APIRequestContext, Page } from "@playwright/test";
import type { Bridge } from "../tests/support/bridge";
import { type Content, leaks, record } from "./support/leaks";
import { expect, expectComplaints, test } from "./support/test";
import type { Web } from "./support/web";

const [token, first, second, refused] = ["canary-t0ken", "canary-pa55word", "canary-chang3d", "canary-r3fused"];
const secrets = [token, first, second, refused];

test.use({ bridgeToken: token, bridgeSettings: { RUST_LOG: "trace" } });

/** The metrics count from zero after each start of the bridge. */
async function metricsOf(bridge: Bridge): Promise<Content> {
  const metrics = await bridge.metrics();
  expect(metrics).toContain('action="add_account"');
  return ["the metrics", metrics];
}

/** All that bridge and web app have written, while they run and after the bridge has stopped. */
async function written(bridge: Bridge, web: Web): Promise<Content[]> {
  // The write-ahead log is there only while the bridge runs.
  const running = [...bridge.files()];
  expect(running.map(([name]) => name)).toEqual(expect.arrayContaining(["bookings.db-wal", "bookings.key"]));
  await bridge.goAway();
  const files = [...running, ...bridge.files(), ...web.files()];
  expect(leaks(["jdevries"], files)).not.toEqual([]);
  const log = bridge.output.bytes;
  expect(log.includes("TRACE") && log.includes("add_account")).toBe(true);
  expect(web.output.bytes.length).toBeGreaterThan(0);
  return [...files, ["the bridge's log", log], ["the web app's log", web.output.bytes]];
}

async function add(page: Page, netid: string, password: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Add account" });
  if (!(await dialog.isVisible())) await page.getByRole("button", { name: "Add account" }).click();
  await dialog.getByLabel("NetID").fill(netid);
  await dialog.getByLabel("Password (optional)").fill(password);
  await dialog.getByRole("button", { name: "Add account" }).click();
}

test("a password typed in the page is seen nowhere again", async ({ page, bridge, servers, complaints }) => {
  const recorded = record(page);
  await page.goto("/?tab=accounts");
  const dialog = page.getByRole("dialog");
  await add(page, "jdevries", first);
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Change the password of jdevries" }).click();
  await dialog.getByLabel("New password").fill(second);
  await dialog.getByRole("button", { name: "Change password" }).click();
  await expect(dialog).toBeHidden();
  await add(page, "jdevries", refused);
  await expect(dialog.getByLabel("NetID")).toHaveAttribute("aria-invalid", "true");
  // Not even while it is typed: extensions and tools that record pages read the document.
  expect(leaks(secrets, [["the open dialog", await page.content()]])).toEqual([]);
  const metrics = await metricsOf(bridge);
  await bridge.goAway();
  await add(page, "m.bakker", refused);
  await expect(dialog.getByRole("alert")).toBeVisible();
  await bridge.comeBack();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  expect(leaks(secrets, recorded.sent())).toEqual([
    `${first} in 0`,
    `${second} in 1`,
    `${refused} in 2`,
    `${refused} in 3`,
  ]);
  const seen = await recorded.seen();
  expect(leaks(["jdevries"], seen)).toContain("jdevries in the document");
  expect(leaks(secrets, [...seen, metrics, ...(await written(bridge, servers.web))])).toEqual([]);
  expectComplaints(complaints, /status of (409|502)/);
});

type Sent = readonly [method: "POST" | "PUT" | "GET" | "DELETE", path: string, data?: unknown, type?: string];

/** Requests in which a password comes to the web routes, rightly or wrongly. */
const requests: Sent[] = [
  ["POST", "/api/accounts", { netid: "jdevries", password: first }],
  ["POST", "/api/accounts", { netid: "jdevries", password: refused }],
  ["POST", "/api/accounts", { netid: "x", password: refused }],
  ["POST", "/api/accounts", [refused]],
  ["POST", "/api/accounts", `{"netid":"m.bakker","password":"${refused}"`],
  ["POST", "/api/accounts", `password=${refused}`, "text/plain"],
  ["POST", "/api/accounts", { action: refused }],
  ["PUT", "/api/accounts/1", { password: second }],
  ["PUT", "/api/accounts/9", { password: refused }],
  ["PUT", "/api/accounts/x", { password: refused }],
  ["PUT", "/api/accounts/1", { password: refused + "x".repeat(1024) }],
  ["PUT", "/api/accounts/1", { password: { is: refused } }],
  ["PUT", "/api/accounts/1", { accountId: refused }],
  ["POST", "/api/bookings", { accountId: 1, password: refused }],
  ["GET", `/api/accounts/1?password=${refused}`],
  ["DELETE", `/api/bookings/1?password=${refused}`],
];

async function send(request: APIRequestContext) {
  const statuses: number[] = [];
  const contents: Content[] = [];
  for (const [method, path, data, type = "application/json"] of requests) {
    const body = typeof data === "string" ? Buffer.from(data) : data;
    const headers = data === undefined ? {} : { "content-type": type };
    const response = await request.fetch(path, { method, headers, data: body });
    statuses.push(response.status());
    contents.push([`the answer to ${method} ${path}`, JSON.stringify(response.headers()) + (await response.text())]);
  }
  return { statuses, contents };
}

test("a password sent to the web routes is in no answer, log, metric or file", async ({ request, bridge, servers }) => {
  const { statuses, contents } = await send(request);
  expect(statuses.filter((status) => status < 300)).toHaveLength(2);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  const metrics = await metricsOf(bridge);
  await bridge.goAway();
  const away = await send(request);
  expect(away.statuses).toContain(502);
  await bridge.comeBack();
  const left = [...contents, ...away.contents, metrics, ...(await written(bridge, servers.web))];
  expect(leaks(secrets, left)).toEqual([]);
});
