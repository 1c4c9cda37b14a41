import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Bridge, freePort } from "../support/bridge";
import { expectRefusal } from "../support/refusal";
import type * as Routes from "../support/routes";

let bridge: Bridge;
let routes: typeof Routes;

beforeAll(async () => {
  bridge = await Bridge.start(await freePort(), { BRIDGE_TOKEN: "the-token" });
  process.env.BRIDGE_URL = bridge.url;
  process.env.BRIDGE_TOKEN = "the-token";
  routes = await import("../support/routes");
});

afterAll(() => bridge.stop());

/** The number of streams that are open at the bridge. */
async function openStreams(): Promise<string | undefined> {
  return /^bridge_live_readers (\d+)$/m.exec(await bridge.metrics())?.[1];
}

/** The stream's text from now on until it contains `words`. */
async function textUntil(reader: ReadableStreamDefaultReader<string>, words: string): Promise<string> {
  let text = "";
  while (!text.includes(words)) text += (await reader.read()).value ?? "";
  return text;
}

test("events pass through as they come, marked as not to be compressed", async () => {
  const response = await routes.call("GET", "/api/events", { headers: { "accept-encoding": "gzip" } });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error("no body");
  await textUntil(reader, "event: hello\n");
  await bridge.act({ action: "add_account", netid: "jdevries" });
  expect(await textUntil(reader, "event: change\n")).toContain('"accounts":[1]');
  await reader.cancel();
  await vi.waitFor(async () => expect(await openStreams()).toBe("0"));
});

test("a browser that goes away before the first event leaves nothing behind", async () => {
  const leaving = new AbortController();
  const response = await routes.call("GET", "/api/events", { signal: leaving.signal });
  expect(response.status).toBe(200);
  leaving.abort();
  await vi.waitFor(async () => expect(await openStreams()).toBe("0"));
});

test("pages of other sites and other methods are refused", async () => {
  const headers = { origin: "http://evil.example" };
  await expectRefusal(await routes.call("GET", "/api/events", { headers }), 403, "forbidden_origin");
  await expectRefusal(await routes.send("POST", "/api/events", {}), 405, "method_not_allowed");
});
