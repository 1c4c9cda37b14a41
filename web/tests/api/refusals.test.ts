import { beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../support/bridge";
import { expectRefusal } from "../support/refusal";
import type * as Routes from "../support/routes";

let routes: typeof Routes;

// No bridge is running, so a refusal must come from the route itself.
beforeAll(async () => {
  process.env.BRIDGE_URL = `http://127.0.0.1:${await freePort()}`;
  routes = await import("../support/routes");
});

const json = { "content-type": "application/json" };

test("without a bridge every route says how to start one", async () => {
  const response = await routes.call("GET", "/api/bookings");
  const { message } = (await response.clone().json()) as { message: string };
  await expectRefusal(response, 502, "bridge_unreachable");
  expect(message).toContain("./scripts/start");
});

describe("bodies", () => {
  test.each([["[]"], ["null"], ['"text"'], ["{"], [""], ["{'a': 1}"]])(
    "%j is not a JSON object",
    async (body) => {
      const response = await routes.call("POST", "/api/bookings", { headers: json, body });
      await expectRefusal(response, 400, "invalid_json");
    },
  );

  test("a body that is not UTF-8 is refused", async () => {
    const body = new Uint8Array([0x7b, 0xff, 0x7d]);
    const response = await routes.call("POST", "/api/bookings", { headers: json, body });
    await expectRefusal(response, 400, "invalid_json");
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"])(
    "the media type %s is refused",
    async (type) => {
      const headers = { "content-type": type };
      const response = await routes.call("POST", "/api/accounts", { headers, body: "{}" });
      await expectRefusal(response, 415, "unsupported_media_type");
    },
  );

  test("a charset after the media type is accepted", async () => {
    const headers = { "content-type": "application/json; charset=utf-8" };
    const response = await routes.call("POST", "/api/accounts", { headers, body: "{}" });
    await expectRefusal(response, 502, "bridge_unreachable");
  });

  test("a body that ends early is refused", async () => {
    const body = new ReadableStream({ start: (stream) => stream.error(new Error("aborted")) });
    const upload = { headers: json, body, duplex: "half" };
    const response = await routes.call("POST", "/api/accounts", upload);
    await expectRefusal(response, 400, "invalid_json");
  });

  test("a DELETE needs no body, but a body must be JSON", async () => {
    const path = "/api/bookings/1";
    const without = await routes.call("DELETE", path, { headers: json });
    const empty = await routes.call("DELETE", path, { body: "" });
    const plain = await routes.call("DELETE", path, { body: '{"reason":"Rain"}' });
    const broken = await routes.call("DELETE", path, { headers: json, body: "{" });
    await expectRefusal(without, 502, "bridge_unreachable");
    await expectRefusal(empty, 502, "bridge_unreachable");
    await expectRefusal(plain, 415, "unsupported_media_type");
    await expectRefusal(broken, 400, "invalid_json");
  });

  test("a body over 256 KiB is too large, one of 256 KiB is not", async () => {
    const wrapping = '{"netid":""}'.length;
    const ofSize = (bytes: number) => JSON.stringify({ netid: "x".repeat(bytes - wrapping) });
    const limit = 256 * 1024;
    const over = { headers: json, body: ofSize(limit + 1) };
    await expectRefusal(await routes.call("POST", "/api/accounts", over), 413, "payload_too_large");
    const full = { headers: json, body: ofSize(limit) };
    await expectRefusal(await routes.call("POST", "/api/accounts", full), 502, "bridge_unreachable");
  });
});

describe("ids in the path", () => {
  test.each(["0", "-1", "1.5", "abc", "01", "1e3", "%31", "99999999999999999999"])(
    "%j is no id",
    async (id) => {
      const booking = await routes.call("GET", `/api/bookings/${id}`);
      const account = await routes.call("DELETE", `/api/accounts/${id}`);
      expect(await booking.clone().json()).toMatchObject({ field: "booking_id" });
      expect(await account.clone().json()).toMatchObject({ field: "account_id" });
      await expectRefusal(booking, 400, "invalid_field");
      await expectRefusal(account, 400, "invalid_field");
    },
  );

  test("a body cannot name another id than the path", async () => {
    const response = await routes.send("PUT", "/api/accounts/1", { accountId: 2, isActive: true });
    await expectRefusal(response, 400, "invalid_field");
  });

  test("a request cannot name its action", async () => {
    const body = await routes.send("POST", "/api/accounts", { action: "delete_account" });
    const query = await routes.call("GET", "/api/bookings?action=delete_account");
    await expectRefusal(body, 400, "invalid_field");
    await expectRefusal(query, 400, "invalid_field");
  });
});

test("an unknown path under /api has the error envelope", async () => {
  for (const method of ["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"]) {
    await expectRefusal(await routes.call(method, "/api/nothing?q=1"), 404, "not_found");
  }
});

describe("methods", () => {
  test.each([
    ["DELETE", "/api/bookings", "GET, HEAD, OPTIONS, POST"],
    ["POST", "/api/bookings/1", "DELETE, GET, HEAD, OPTIONS, PUT"],
    ["PATCH", "/api/accounts/1", "DELETE, GET, HEAD, OPTIONS, PUT"],
    ["PUT", "/api/accounts", "GET, HEAD, OPTIONS, POST"],
    ["POST", "/api/bookings/stats", "GET, HEAD, OPTIONS"],
    ["POST", "/api/bookings/upcoming", "GET, HEAD, OPTIONS"],
    ["DELETE", "/api/bookings/1/logs", "GET, HEAD, OPTIONS"],
    ["PUT", "/api/accounts/1/stats", "GET, HEAD, OPTIONS"],
    ["POST", "/api/accounts/1/bookings", "GET, HEAD, OPTIONS"],
    ["POST", "/api/facility", "GET, HEAD, OPTIONS"],
  ])("%s %s is refused with Allow: %s", async (method, path, allow) => {
    const refusal = await routes.call(method, path, { headers: json });
    expect(refusal.headers.get("allow")).toBe(allow);
    await expectRefusal(refusal, 405, "method_not_allowed");
    const options = await routes.call("OPTIONS", path);
    expect([options.status, options.headers.get("allow")]).toEqual([204, allow]);
  });
});
