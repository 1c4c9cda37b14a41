import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../support/bridge";
import { expectRefusal } from "../support/refusal";
import type * as Routes from "../support/routes";

type Handler = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;

let routes: typeof Routes;

// No bridge is running, so a request that is not refused gets a 502.
beforeAll(async () => {
  process.env.BRIDGE_URL = `http://127.0.0.1:${await freePort()}`;
  process.env.WEB_ALLOWED_HOSTS = "booking.example, Desk.Example:8080,[fd00::1]";
  routes = await import("../support/routes");
});

const folder = path.resolve(import.meta.dirname, "../../src/app/api");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith("route.ts"),
);

/** Calls every method of these routes with these headers. */
async function everywhere(headers: Record<string, string>, called = files): Promise<Response[]> {
  const answers = called.map(async (file) => {
    const route = (await import(path.join(folder, file))) as Record<string, Handler>;
    return Object.entries(route).map(([method, handler]) => {
      const init = { method, headers: { host: "localhost:3000", ...headers } };
      const request = new Request(`${routes.site}/api/x`, init);
      return handler(request, { params: Promise.resolve({ id: "1" }) });
    });
  });
  return Promise.all((await Promise.all(answers)).flat());
}

test("there are routes to call", async () => {
  expect(files.length).toBeGreaterThan(10);
  const statuses = (await everywhere({})).map(({ status }) => status);
  expect(statuses.length).toBeGreaterThan(files.length);
  expect(statuses).not.toContain(403);
});

describe("hosts", () => {
  test.each([
    "rebound.example",
    "rebound.example:3000",
    "localhost.evil.example",
    "127.0.0.1.evil.example:3000",
    "127.0.0.2:3000",
    "me@localhost",
    "localhost:3000/",
    "localhost, evil.example",
    "",
  ])("%j is refused by every route", async (host) => {
    for (const response of await everywhere({ host })) {
      await expectRefusal(response, 403, "forbidden_host");
    }
  });

  test.each(["x-forwarded-host", "x-original-host", "forwarded", "x-middleware-subrequest"])(
    "%s does not make a host allowed",
    async (name) => {
      const headers = { host: "rebound.example:3000", [name]: "localhost:3000" };
      const response = await routes.call("GET", "/api/bookings", { headers });
      await expectRefusal(response, 403, "forbidden_host");
    },
  );

  test.each([
    "localhost",
    "LOCALHOST:4000",
    "127.0.0.1:3000",
    "[::1]:3000",
    "booking.example",
    "desk.example:3000",
    "[fd00::1]:3000",
    "booking.example.",
    "Booking.Example.:443",
  ])("%j is allowed", async (host) => {
    const response = await routes.call("GET", "/api/bookings", { headers: { host } });
    await expectRefusal(response, 502, "bridge_unreachable");
  });
});

describe("pages of another site", () => {
  test.each([
    { origin: "https://evil.example" },
    { origin: "http://localhost:3001" },
    { origin: "https://localhost:3001" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "http://localhost:3000", "sec-fetch-site": "cross-site" },
  ])("%j is refused by every route but the calendar's", async (headers) => {
    const others = files.filter((file) => !file.startsWith("calendar/"));
    for (const response of await everywhere(headers, others)) {
      await expectRefusal(response, 403, "forbidden_origin");
    }
    // A mail program's page may lead to it: its path is a secret.
    const calendar = await routes.call("GET", "/api/calendar/x.ics", { headers });
    await expectRefusal(calendar, 502, "bridge_unreachable");
  });

  test.each([
    {},
    { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
  ])("%j is not another site", async (headers) => {
    const written = await routes.send("POST", "/api/bookings", {}, headers);
    await expectRefusal(written, 502, "bridge_unreachable");
    const read = await routes.call("GET", "/api/bookings", { headers });
    await expectRefusal(read, 502, "bridge_unreachable");
  });

  test.each([
    { host: "booking.example:443", origin: "https://booking.example" },
    { host: "booking.example:80", origin: "http://booking.example" },
    { host: "booking.example", origin: "https://BOOKING.example:443" },
    { host: "Booking.Example.", origin: "https://booking.example" },
    { host: "booking.example:8443", origin: "https://booking.example.:8443" },
    { host: "booking.example:3000", origin: "https://booking.example", "sec-fetch-site": "same-origin" },
    { host: "booking.example", origin: "https://booking.example:8443", "sec-fetch-site": "same-origin" },
  ])("a reverse proxy may change the port and the spelling: %j", async (headers) => {
    const written = await routes.send("POST", "/api/bookings", {}, headers);
    await expectRefusal(written, 502, "bridge_unreachable");
  });

  test.each([
    { host: "booking.example", origin: "https://booking.example:8443" },
    { host: "booking.example:443", origin: "https://desk.example" },
    { host: "booking.example", origin: "https://booking.example", "sec-fetch-site": "cross-site" },
    { host: "booking.example", origin: "https://evil-booking.example" },
  ])("behind a reverse proxy another site is still refused: %j", async (headers) => {
    const written = await routes.send("POST", "/api/bookings", {}, headers);
    await expectRefusal(written, 403, "forbidden_origin");
  });
});
