import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "../support/bridge";
import type * as Routes from "../support/routes";

// A fake bridge, for responses that the real one does not give on demand.
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => answer(request, response));
let routes: typeof Routes;

beforeAll(async () => {
  const port = await freePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  process.env.BRIDGE_URL = `http://127.0.0.1:${port}`;
  process.env.BRIDGE_TOKEN = "the-token";
  routes = await import("../support/routes");
});

afterEach(() => vi.useRealTimers());

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const json = { "content-type": "application/json" };

test("status, body and Retry-After are the bridge's, byte for byte", async () => {
  const body = '{ "success": false,  "code": "overloaded", "big": 12345678901234567890 }';
  answer = (_request, response) => {
    response.writeHead(503, { ...json, "retry-after": "2", "x-internal": "keep out" }).end(body);
  };
  const response = await routes.call("GET", "/api/bookings");
  expect(response.status).toBe(503);
  expect(await response.text()).toBe(body);
  expect(response.headers.get("retry-after")).toBe("2");
  expect(response.headers.get("x-internal")).toBeNull();
});

test("the bridge gets the token and the request id, the caller only the id", async () => {
  let seen: IncomingMessage["headers"] = {};
  answer = (request, response) => {
    seen = request.headers;
    response.writeHead(200, json).end("{}");
  };
  const headers = { "x-request-id": "page:view-7" };
  const response = await routes.call("GET", "/api/bookings", { headers });
  expect(seen).toMatchObject({ authorization: "Bearer the-token", "x-request-id": "page:view-7" });
  expect(response.headers.get("x-request-id")).toBe("page:view-7");
  expect([...response.headers.values()].join()).not.toContain("the-token");
});

test("a request id that is not safe in a log line is replaced", async () => {
  answer = (_request, response) => response.writeHead(200, json).end("{}");
  const headers = { "x-request-id": "a b=c" };
  const response = await routes.call("GET", "/api/bookings", { headers });
  expect(response.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
});

test("a list passes through while the bridge is still writing it", async () => {
  let bridge: ServerResponse | undefined;
  answer = (_request, response) => {
    bridge = response;
    response.writeHead(200, json).write('{"bookings":[');
  };
  const response = await routes.call("GET", "/api/bookings");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe('{"bookings":[');
  bridge?.end("]}");
  expect((await reader?.read())?.value).toBe("]}");
});

test("a list longer than every buffer arrives complete", async () => {
  const part = "{},".repeat(50_000);
  answer = (_request, response) => {
    response.writeHead(200, json);
    for (let times = 0; times < 40; times += 1) response.write(part);
    response.end();
  };
  const response = await routes.call("GET", "/api/bookings");
  expect((await response.text()).length).toBe(40 * part.length);
});

/** Lets the bridge send an endless list. Resolves when its connection closes. */
function answerWithoutEnd(): Promise<void> {
  return new Promise((resolve) => {
    answer = (_request, response) => {
      const more = setInterval(() => response.write("{},".repeat(1000)), 1);
      response.once("close", () => {
        clearInterval(more);
        resolve();
      });
      response.writeHead(200, json).write('{"bookings":[');
    };
  });
}

test("a HEAD request ends the list at the bridge", async () => {
  const gone = answerWithoutEnd();
  expect((await routes.call("HEAD", "/api/bookings")).status).toBe(200);
  await gone;
});

test("a disconnect of the browser ends the request to the bridge, before and after its headers", async () => {
  const asked = new Promise<ServerResponse>((resolve) => {
    answer = (_request, response) => resolve(response);
  });
  const early = new AbortController();
  const pending = routes.call("GET", "/api/bookings", { signal: early.signal });
  const closed = once(await asked, "close");
  early.abort();
  await closed;
  expect((await pending).status).toBe(502);

  const gone = answerWithoutEnd();
  const late = new AbortController();
  await routes.call("GET", "/api/bookings", { signal: late.signal });
  late.abort();
  await gone;
});

test("an event stream passes through event by event", async () => {
  let bridge: ServerResponse | undefined;
  answer = (_request, response) => {
    bridge = response;
    response.writeHead(200, { "content-type": "text/event-stream" }).write("event: hello\n\n");
  };
  const response = await routes.call("GET", "/api/bookings");
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe("event: hello\n\n");
  bridge?.write("event: change\n\n");
  expect((await reader?.read())?.value).toBe("event: change\n\n");
  await reader?.cancel();
});

test("a write whose connection breaks is sent once", async () => {
  let sent = 0;
  answer = (_request, response) => {
    sent += 1;
    response.destroy();
  };
  expect((await routes.call("DELETE", "/api/bookings/1")).status).toBe(502);
  expect(sent).toBe(1);
});

test("a reader that stops in the middle of a list ends it at the bridge", async () => {
  const gone = answerWithoutEnd();
  const response = await routes.call("GET", "/api/bookings");
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await gone;
});

test("a bridge that does not respond within 10 seconds is unreachable", async () => {
  const asked = new Promise<void>((resolve) => {
    answer = () => resolve();
  });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const pending = routes.call("GET", "/api/bookings");
  await asked;
  vi.advanceTimersByTime(10_000);
  const response = await pending;
  expect(response.status).toBe(502);
  expect(await response.json()).toMatchObject({ code: "bridge_unreachable" });
});

test("a response that is not JSON does not come from the bridge", async () => {
  answer = (_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<h1>Hello</h1>");
  };
  const response = await routes.call("GET", "/api/bookings");
  expect(response.status).toBe(502);
  expect(await response.json()).toMatchObject({ code: "bridge_unreachable" });
});
