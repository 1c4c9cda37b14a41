import { createServer, type ServerResponse } from "node:http";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "../support/bridge";
import type * as Routes from "../support/routes";

/** A fake bridge that keeps the bodies it was sent. */
const bodies: unknown[] = [];
let respond = (response: ServerResponse): void => void response.end('{"success":true,"slots":[]}');
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    bodies.push(JSON.parse(body));
    response.setHeader("content-type", "application/json");
    respond(response);
  });
});
let routes: typeof Routes;

beforeAll(async () => {
  const port = await freePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  process.env.BRIDGE_URL = `http://127.0.0.1:${port}`;
  routes = await import("../support/routes");
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("the routes of slots call the actions of slots", async () => {
  bodies.length = 0;
  await routes.call("GET", "/api/slots?location=X1&date=2026-12-01&subLocation=A&refresh=true");
  await routes.send("POST", "/api/slots", { location: "X1", date: "2026-12-01", timeWindowStart: "", forceRefresh: true });
  await routes.send("POST", "/api/slots/refresh", { locations: ["X1"], dates: ["2026-12-01"] });
  expect(bodies).toEqual([
    { action: "get_slots", location: "X1", date: "2026-12-01", sub_location: "A", refresh: true },
    {
      action: "get_cached_availability",
      location: "X1",
      date: "2026-12-01",
      time_window_start: "",
      force_refresh: true,
    },
    { action: "refresh_multiple", locations: ["X1"], dates: ["2026-12-01"] },
  ]);
});

test("the monitor streams the slots again every 30 seconds until the reader leaves", async () => {
  bodies.length = 0;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const response = await routes.call("GET", "/api/slots/monitor?locations=X1,Fitness&dateRange=2");
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe('event: slots\ndata: {"success":true,"slots":[]}\n\n');
  respond = (other) => void other.writeHead(409).end('{"success":false,"code":"no_facility"}');
  await vi.advanceTimersByTimeAsync(30_000);
  expect((await reader?.read())?.value).toContain("event: failure\n");
  await reader?.cancel();
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  const asked = { action: "get_monitoring_updates", locations: ["X1", "Fitness"], date_range: 2 };
  expect(bodies).toEqual([asked, asked]);
});

test("the monitor ends when its reader disconnects", async () => {
  respond = (other) => void other.end('{"success":true,"slots":[]}');
  const leaving = new AbortController();
  const response = await routes.call("GET", "/api/slots/monitor?locations=X1", { signal: leaving.signal });
  leaving.abort();
  expect(await response.text()).not.toContain("event: failure");
});

test("a monitor that is refused at once is refused as other requests are", async () => {
  respond = (response) => void response.writeHead(409).end('{"success":false,"code":"no_facility"}');
  const response = await routes.call("GET", "/api/slots/monitor?locations=X1");
  expect(response.status).toBe(409);
});
