import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Bridge, freePort } from "../support/bridge";
import { type Golden, goldens, withoutClock } from "../support/golden";
import type * as Routes from "../support/routes";

let port: number;
let bridge: Bridge;
let routes: typeof Routes;

beforeAll(async () => {
  port = await freePort();
  process.env.BRIDGE_URL = `http://127.0.0.1:${port}`;
  routes = await import("../support/routes");
});

beforeEach(async () => {
  bridge = await Bridge.start(port);
});

afterEach(async () => {
  await bridge.stop();
});

/** The web request of each action. */
const webRoutes: Record<string, [method: "GET" | "POST" | "PUT" | "DELETE", path: string]> = {
  add_account: ["POST", "/api/accounts"],
  cancel_booking: ["DELETE", "/api/bookings/{booking_id}"],
  create_booking: ["POST", "/api/bookings"],
  delete_account: ["DELETE", "/api/accounts/{account_id}"],
  get_account: ["GET", "/api/accounts/{account_id}"],
  get_account_bookings: ["GET", "/api/accounts/{account_id}/bookings"],
  get_account_stats: ["GET", "/api/accounts/{account_id}/stats"],
  get_accounts: ["GET", "/api/accounts"],
  get_booking: ["GET", "/api/bookings/{booking_id}"],
  get_booking_logs: ["GET", "/api/bookings/{booking_id}/logs"],
  get_booking_statistics: ["GET", "/api/bookings/stats"],
  get_bookings: ["GET", "/api/bookings"],
  get_facility: ["GET", "/api/facility"],
  get_upcoming_bookings: ["GET", "/api/bookings/upcoming"],
  update_account: ["PUT", "/api/accounts/{account_id}"],
  update_booking: ["PUT", "/api/bookings/{booking_id}"],
};

/** Actions without a route. */
const bridgeOnly = ["mark_booking_confirmed", "mark_booking_failed"];
/** Mistakes in the action's name, which the web cannot make. */
const bridgeMistakes = ["errors/missing_action", "errors/unknown_action"];

const all = goldens();
const forTheWeb = all.filter(
  ({ name, request }) =>
    !bridgeMistakes.includes(name) && !bridgeOnly.includes(String(request.action)),
);

test("every action has an example, and every example for the web a route", () => {
  const actions = new Set(all.map(({ request }) => String(request.action)));
  const expected = [...Object.keys(webRoutes), ...bridgeOnly];
  expect([...actions]).toEqual(expect.arrayContaining(expected));
  expect(forTheWeb.map(({ request }) => webRoutes[String(request.action)])).not.toContain(undefined);
});

test.each(forTheWeb)("$name", async (golden) => {
  for (const body of golden.given) expect((await bridge.act(body)).ok).toBe(true);
  const response = await ask(golden);
  const answer: unknown = await response.json();
  expect(response.status).toBe(golden.status);
  expect(withoutClock(answer)).toEqual(withoutClock(golden.response));
});

async function ask({ request: { action, ...args } }: Golden): Promise<Response> {
  const [method, template] = webRoutes[String(action)] ?? ["GET", ""];
  const path = template.replace(/\{(\w+)\}/, (_match, name: string) => {
    const id = String(args[name]);
    // The path has said it; a body that says it again is refused.
    Reflect.deleteProperty(args, name);
    return id;
  });
  const web = Object.entries(args).map(([name, value]) => [webName(action, name), value] as const);
  if (method === "POST" || method === "PUT") {
    return routes.send(method, path, Object.fromEntries(web));
  }
  const query = new URLSearchParams(web.map(([name, value]) => [name, String(value)]));
  return routes.call(method, `${path}?${query.toString()}`);
}

function webName(action: unknown, name: string): string {
  if (action === "create_booking" && name === "booking_date") return "date";
  return name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
