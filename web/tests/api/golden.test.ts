import path from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { Bridge, freePort } from "../support/bridge";
import { type Golden, goldens, withoutClock } from "../support/golden";
import type * as Routes from "../support/routes";

let port: number;
let routes: typeof Routes;

beforeAll(async () => {
  port = await freePort();
  process.env.BRIDGE_URL = `http://127.0.0.1:${port}`;
  routes = await import("../support/routes");
});


/** The web request of each action. */
const webRoutes: Record<string, [method: "GET" | "POST" | "PUT" | "DELETE", path: string]> = {
  add_account: ["POST", "/api/accounts"],
  attempt_now: ["POST", "/api/bookings/{booking_id}/attempt"],
  cancel_booking: ["DELETE", "/api/bookings/{booking_id}"],
  cancel_plan: ["DELETE", "/api/plans/{plan_id}"],
  create_booking: ["POST", "/api/bookings"],
  create_plan: ["POST", "/api/plans"],
  delete_account: ["DELETE", "/api/accounts/{account_id}"],
  explain_booking: ["GET", "/api/bookings/{booking_id}/explanation"],
  find_bookings: ["GET", "/api/bookings/search"],
  get_account: ["GET", "/api/accounts/{account_id}"],
  get_account_bookings: ["GET", "/api/accounts/{account_id}/bookings"],
  get_account_logs: ["GET", "/api/accounts/{account_id}/logs"],
  get_account_summaries: ["GET", "/api/accounts/summaries"],
  get_account_stats: ["GET", "/api/accounts/{account_id}/stats"],
  get_accounts: ["GET", "/api/accounts"],
  get_attempts: ["GET", "/api/bookings/{booking_id}/attempts"],
  get_booking: ["GET", "/api/bookings/{booking_id}"],
  get_booking_logs: ["GET", "/api/bookings/{booking_id}/logs"],
  get_booking_statistics: ["GET", "/api/bookings/stats"],
  get_bookings: ["GET", "/api/bookings"],
  get_engine: ["GET", "/api/engine"],
  get_facility: ["GET", "/api/facility"],
  get_notice_settings: ["GET", "/api/notices"],
  get_plan: ["GET", "/api/plans/{plan_id}"],
  get_plans: ["GET", "/api/plans"],
  get_upcoming_bookings: ["GET", "/api/bookings/upcoming"],
  preview_plan: ["POST", "/api/plans/preview"],
  revoke_calendar_link: ["DELETE", "/api/accounts/{account_id}/calendar"],
  send_test_notice: ["POST", "/api/notices/test"],
  set_account_token: ["PUT", "/api/accounts/{account_id}/token"],
  set_engine: ["PUT", "/api/engine"],
  update_account: ["PUT", "/api/accounts/{account_id}"],
  update_booking: ["PUT", "/api/bookings/{booking_id}"],
};

/** Actions without a route, those on slots, whose answers depend on the day, and one that answers a random secret. */
const bridgeOnly = [
  "create_calendar_link",
  "mark_booking_confirmed",
  "mark_booking_failed",
  "get_cached_availability",
  "get_monitoring_updates",
  "get_slots",
  "refresh_multiple",
  "update_slot_cache",
];
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

const practice = path.resolve(import.meta.dirname, "../../../bridge/profiles/practice.toml");

test.each(forTheWeb.filter(({ attempts }) => attempts.length === 0))("$name", async (golden) => {
  const bridge = await Bridge.start(port, golden.facility ? { BRIDGE_FACILITY: practice } : {});
  onTestFinished(() => bridge.stop());
  for (const body of golden.given) expect((await bridge.act(body)).ok).toBe(true);
  const response = await ask(golden);
  const answer: unknown = await response.json();
  expect(response.status).toBe(golden.status);
  expect(withoutClock(answer)).toEqual(withoutClock(golden.response));
});

async function ask({ request: { action, ...args } }: Golden): Promise<Response> {
  const [method, template] = webRoutes[String(action)] ?? ["GET", ""];
  const url = template.replace(/\{(\w+)\}/, (_match, name: string) => {
    const id = String(args[name]);
    // The path has said it; a body that says it again is refused.
    Reflect.deleteProperty(args, name);
    return id;
  });
  const web = Object.entries(args).map(([name, value]) => [webName(action, name), value] as const);
  if (method === "POST" || method === "PUT") {
    return routes.send(method, url, Object.fromEntries(web));
  }
  const query = new URLSearchParams(web.map(([name, value]) => [name, String(value)]));
  return routes.call(method, `${url}?${query.toString()}`);
}

function webName(action: unknown, name: string): string {
  if (action === "create_booking" && name === "booking_date") return "date";
  return name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
