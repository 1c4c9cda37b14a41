import { afterAll, beforeAll, expect, test } from "vitest";
import { addAccount, book } from "../../e2e/support/seed";
import { Bridge, freePort } from "../support/bridge";
import { expectRefusal } from "../support/refusal";
import type * as Routes from "../support/routes";

let bridge: Bridge;
let routes: typeof Routes;

beforeAll(async () => {
  const port = await freePort();
  process.env.BRIDGE_URL = `http://127.0.0.1:${port}`;
  routes = await import("../support/routes");
  bridge = await Bridge.start(port);
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: "2099-12-01", time_slots: ["07:00"], location: "Fitness" });
});

afterAll(async () => {
  await bridge.stop();
});

test("attempts are filtered by the query", async () => {
  const response = await routes.call("GET", "/api/bookings/1/attempts?outcome=full&limit=5&cursor=9");
  expect(await response.json()).toEqual({ success: true, attempts: [], next_cursor: null });
});

test.each(["outcome=won", "limit=0", "cursor=first", "bookingId=1"])("attempts refuse %s", async (query) => {
  await expectRefusal(await routes.call("GET", `/api/bookings/1/attempts?${query}`), 400, "invalid_field");
});

test("the consent is switched by mayAutomate, and the trail tells it", async () => {
  const response = await routes.send("PUT", "/api/accounts/1", { mayAutomate: false });
  expect(await response.json()).toMatchObject({ account: { may_automate: false } });
  const trail = (await (await routes.call("GET", "/api/accounts/1/logs")).json()) as { logs: { event_type: string }[] };
  expect(trail.logs.map(({ event_type }) => event_type)).toEqual(["created", "consent_withdrawn"]);
});

test("a token is set and removed, and no answer repeats it", async () => {
  const set = await routes.send("PUT", "/api/accounts/1/token", { token: "canary-token" });
  expect(set.status).toBe(200);
  expect(await set.text()).not.toContain("canary");
  const wrong = await routes.send("PUT", "/api/accounts/1/token", { token: "canary token" });
  expect(await wrong.clone().text()).not.toContain("canary");
  await expectRefusal(wrong, 400, "invalid_field");
  expect((await routes.send("PUT", "/api/accounts/1/token", { token: null })).status).toBe(200);
});

test("without a facility the explanation says so, and nothing is attempted or paused", async () => {
  const explained = await routes.call("GET", "/api/bookings/1/explanation");
  expect(await explained.json()).toMatchObject({
    explanation: { verdict: "blocked", at: null, reasons: [{ code: "no_facility" }] },
  });
  await expectRefusal(await routes.send("POST", "/api/bookings/1/attempt", {}), 409, "no_facility");
  await expectRefusal(await routes.send("PUT", "/api/engine", { paused: true }), 409, "no_facility");
  const { engine } = (await (await routes.call("GET", "/api/engine")).json()) as { engine: object };
  expect(engine).toMatchObject({ facility: null, state: "no_facility", next: [] });
});

test.each(["date", "bookingDate"])("bookings that do not exist yet are explained, their day as %s", async (name) => {
  const wanted = { accountId: 1, [name]: "2099-12-02", timeSlots: ["08:00"], location: "X1", subLocation: "A" };
  const response = await routes.send("POST", "/api/bookings/explanation", wanted);
  expect(await response.json()).toMatchObject({ explanation: { reasons: [{ code: "no_facility" }] } });
  const list = await routes.call("GET", "/api/bookings");
  expect(await list.json()).toMatchObject({ count: 1 });
});

test.each([
  ["DELETE", "/api/bookings/1/attempts", "GET, HEAD, OPTIONS"],
  ["GET", "/api/bookings/1/attempt", "OPTIONS, POST"],
  ["POST", "/api/bookings/1/explanation", "GET, HEAD, OPTIONS"],
  ["GET", "/api/bookings/explanation", "OPTIONS, POST"],
  ["GET", "/api/accounts/1/token", "OPTIONS, PUT"],
  ["PUT", "/api/accounts/1/logs", "GET, HEAD, OPTIONS"],
  ["POST", "/api/engine", "GET, HEAD, OPTIONS, PUT"],
])("%s %s is refused", async (method, path, allow) => {
  const response = await routes.call(method, path);
  expect(response.headers.get("allow")).toBe(allow);
  await expectRefusal(response, 405, "method_not_allowed");
});
