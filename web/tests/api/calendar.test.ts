import ICAL from "ical.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Bridge, freePort } from "../support/bridge";
import type * as Routes from "../support/routes";

let bridge: Bridge;
let routes: typeof Routes;
let link: string;

beforeAll(async () => {
  const port = await freePort();
  process.env.BRIDGE_URL = `http://127.0.0.1:${port}`;
  process.env.BRIDGE_TOKEN = "a-token";
  routes = await import("../support/routes");
  bridge = await Bridge.start(port, { BRIDGE_TOKEN: "a-token" });
  await routes.send("POST", "/api/accounts", { netid: "jdevries" });
});

afterAll(async () => bridge.stop());

beforeEach(async () => {
  const made = await routes.send("POST", "/api/accounts/1/calendar", {});
  const { secret } = (await made.json()) as { secret: string };
  link = `/api/calendar/${secret}.ics`;
});

/** The events of the calendar, as another program reads them. */
async function events(): Promise<ICAL.Event[]> {
  const calendar = new ICAL.Component(ICAL.parse(await (await routes.call("GET", link)).text()) as unknown[]);
  const zones = calendar.getAllSubcomponents("vtimezone");
  expect(zones).toHaveLength(1);
  for (const zone of zones) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
}

async function book(date: string, time: string): Promise<{ id: number; starts_at: string }> {
  const body = { accountId: 1, date, timeSlots: [time], location: "X1", subLocation: "A" };
  const answer = await routes.send("POST", "/api/bookings", body);
  const { bookings } = (await answer.json()) as { bookings: [{ id: number; starts_at: string }] };
  return bookings[0];
}

/** The last Sunday of a month, on which clocks change. */
function lastSunday(year: number, month: number): string {
  const day = new Date(Date.UTC(year, month, 0));
  day.setUTCDate(day.getUTCDate() - day.getUTCDay());
  return day.toISOString().slice(0, 10);
}

describe("another library", () => {
  const year = new Date().getUTCFullYear() + 1;

  test.each([
    [lastSunday(year, 3), "01:00"],
    [lastSunday(year, 3), "03:00"],
    [lastSunday(year, 10), "01:00"],
    [lastSunday(year, 10), "02:00"],
    [lastSunday(year, 10), "03:00"],
    [`${year}-07-01`, "14:00"],
    [`${year}-12-01`, "14:00"],
  ])("reads the moment and the length of a booking on %s at %s", async (date, time) => {
    const { id, starts_at: startsAt } = await book(date, time);
    const event = (await events()).find(({ uid }) => uid.startsWith(`${id}-`));
    expect(event?.startDate.toJSDate().toISOString()).toBe(startsAt);
    const lengthMs = (event?.endDate.toJSDate().getTime() ?? 0) - Date.parse(startsAt);
    expect(lengthMs).toBe(60 * 60_000);
  });

  test("reads a booking's change as a later version of the same event", async () => {
    const { id } = await book(`${year}-07-02`, "14:00");
    const find = async () => (await events()).find(({ uid }) => uid.startsWith(`${id}-`));
    const before = await find();
    const reason = "Vol, gesloten;\nkom morgen terug 🎾 \\o/";
    await routes.send("PUT", `/api/bookings/${id}`, { status: "failed", errorMessage: reason });
    const after = await find();
    expect(before?.component.getFirstPropertyValue("status")).toBe("TENTATIVE");
    expect(after?.component.getFirstPropertyValue("status")).toBe("CANCELLED");
    expect(after?.uid).toBe(before?.uid);
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? Infinity);
    expect(after?.description).toContain(`Reason: ${reason}`);
    expect(after?.location).toBe("X1, half A");
  });
});

test("an unchanged calendar is answered with 304, and HEAD with the headers", async () => {
  const first = await routes.call("GET", link);
  expect(first.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(first.headers.get("cache-control")).toBe("private, no-cache");
  const etag = first.headers.get("etag") ?? "";
  expect((await routes.call("GET", link, { headers: { "if-none-match": etag } })).status).toBe(304);
  const head = await routes.call("HEAD", link);
  expect([head.status, head.headers.get("etag")]).toEqual([200, etag]);
});

test("a revoked link, a wrong one and one of another form are the same 404", async () => {
  const revoked = link;
  await routes.call("DELETE", "/api/accounts/1/calendar");
  const answers = [revoked, `/api/calendar/${"A".repeat(43)}.ics`, "/api/calendar/x", "/api/calendar/..%2Fevents"].map(
    async (path) => {
      const answer = await routes.call("GET", path);
      return [answer.status, (await answer.json()) as unknown];
    },
  );
  const [first, ...others] = await Promise.all(answers);
  expect(first).toMatchObject([404, { code: "not_found" }]);
  for (const other of others) expect(other).toEqual(first);
});

test("a link opens from another site's page, but only at a host of ours", async () => {
  const headers = { "sec-fetch-site": "cross-site" };
  expect((await routes.call("GET", link, { headers })).status).toBe(200);
  expect((await routes.call("GET", link, { headers: { host: "evil.example" } })).status).toBe(403);
});
