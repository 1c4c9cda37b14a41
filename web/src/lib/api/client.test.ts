import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { api, withQuery } from "./client";
import { ApiError } from "./error";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  vi.unstubAllGlobals();
});

/** Starts a server and resolves the page's paths against it, because Node's fetch needs absolute URLs. */
async function serve(listener: RequestListener): Promise<void> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const { port } = started.address() as AddressInfo;
  const nodeFetch = globalThis.fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) =>
    nodeFetch(`http://127.0.0.1:${port}${path}`, init),
  );
}

async function failure(path: `/api/${string}`): Promise<ApiError> {
  const error: unknown = await api(path).catch((thrown: unknown) => thrown);
  if (!(error instanceof ApiError)) throw new Error("expected an ApiError", { cause: error });
  return error;
}

test("an ApiError has everything in the server's error", async () => {
  const conflicts = [{ time_slot: "06:00:00", booking_id: 7, location: "X1", status: "pending" }];
  await serve((_request, response) => {
    response.writeHead(409, { "content-type": "application/json", "x-request-id": "abc" });
    const sentence = "06:00 is taken.";
    response.end(
      JSON.stringify({
        success: false,
        error: sentence,
        message: sentence,
        code: "slot_conflict",
        field: "time_slots[0]",
        conflicts,
      }),
    );
  });
  const { code, status, message, field, requestId, ...rest } = await failure("/api/bookings");
  expect({ code, status, message, field, requestId, conflicts: rest.conflicts }).toEqual({
    code: "slot_conflict",
    status: 409,
    message: "06:00 is taken.",
    field: "time_slots[0]",
    requestId: "abc",
    conflicts,
  });
});

test("an HTML page in place of JSON is a readable error", async () => {
  await serve((_request, response) => {
    response.writeHead(500, { "content-type": "text/html" });
    response.end("<h1>Oops</h1>");
  });
  const error = await failure("/api/bookings");
  expect(error).toMatchObject({ code: "unreadable_answer", status: 500, temporary: true });
  expect(error.message).toContain("status 500");
});

test("a broken connection is a temporary network error", async () => {
  await serve((request) => request.socket.destroy());
  const error = await failure("/api/bookings");
  expect(error).toMatchObject({ code: "network", status: 0, temporary: true });
});

test("a cancelled request rejects with its AbortError", async () => {
  await serve(() => undefined);
  const abort = new AbortController();
  const answer = api("/api/bookings", { signal: abort.signal });
  abort.abort();
  await expect(answer).rejects.toHaveProperty("name", "AbortError");
});

test("a query has only members with a value", () => {
  const query = { status: "pending", date: "", location: undefined, accountId: 3, isActive: false };
  expect(withQuery("/api/bookings", query)).toBe(
    "/api/bookings?status=pending&accountId=3&isActive=false",
  );
  expect(withQuery("/api/bookings")).toBe("/api/bookings");
});
