import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addAccount } from "../../e2e/support/seed";
import { Bridge, freePort } from "../support/bridge";
import { expectRefusal } from "../support/refusal";
import type * as Routes from "../support/routes";

const practice = path.resolve(import.meta.dirname, "../../../bridge/profiles/practice.toml");

let bridge: Bridge;
let routes: typeof Routes;

beforeAll(async () => {
  const port = await freePort();
  process.env.BRIDGE_URL = `http://127.0.0.1:${port}`;
  routes = await import("../support/routes");
  bridge = await Bridge.start(port, { BRIDGE_FACILITY: practice });
  await addAccount(bridge, "jdevries");
  await addAccount(bridge, "mjansen");
});

afterAll(async () => {
  await bridge.stop();
});

const wish = {
  date: "2099-12-01",
  hours: 2,
  minimumHours: 1,
  windowStart: "17:00",
  windowEnd: "20:00",
  choices: [{ location: "X1", subLocations: ["B"] }],
  accountIds: [1, 2],
};

test("a plan is previewed, made once for a key, listed and cancelled", async () => {
  const preview = await routes.send("POST", "/api/plans/preview", wish);
  expect(await preview.json()).toMatchObject({
    plan: { id: null, choices: [{ location: "X1", sub_locations: ["B"] }], aim: [{ state: "new" }, { state: "new" }] },
  });
  const headers = { "idempotency-key": "once" };
  const made = await routes.send("POST", "/api/plans", wish, headers);
  expect(made.status).toBe(201);
  expect(await made.json()).toMatchObject({ plan: { id: 1, state: "scheduled" } });
  expect(await (await routes.send("POST", "/api/plans", wish, headers)).json()).toMatchObject({ plan: { id: 1 } });
  expect(await (await routes.call("GET", "/api/plans?state=scheduled")).json()).toMatchObject({ plans: [{ id: 1 }] });
  expect(await (await routes.call("GET", "/api/plans/1")).json()).toMatchObject({ plan: { bookings: [{ plan_id: 1 }, {}] } });
  expect(await (await routes.call("DELETE", "/api/plans/1")).json()).toMatchObject({ plan: { state: "cancelled" } });
  await expectRefusal(await routes.call("DELETE", "/api/plans/1"), 409, "invalid_transition");
});

test.each([
  ["hours", { hours: 5 }],
  ["hours", { hours: 0 }],
  ["window_end", { windowEnd: "18:00" }],
  ["choices[1].location", { choices: [{ location: "X1" }, { location: "X1" }] }],
  ["account_ids[1]", { accountIds: [1, 1] }],
  ["account_ids[1]", { accountIds: [1, 99] }],
  ["booking_date", { date: "2026-01-01" }],
])("names %s where it is wrong: %j", async (field, changes) => {
  for (const route of ["/api/plans", "/api/plans/preview"]) {
    const response = await routes.send("POST", route, { ...wish, ...changes });
    expect(await response.clone().json()).toMatchObject({ field });
    await expectRefusal(response, 400, "invalid_field");
  }
});

test("a plan that is not there is a 404", async () => {
  await expectRefusal(await routes.call("GET", "/api/plans/77"), 404, "plan_not_found");
});
