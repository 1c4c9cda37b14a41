import { afterAll, beforeAll, expect, test } from "vitest";
import type { Booking, BookingLog } from "@/lib/api/types";
import { Bridge, freePort } from "../support/bridge";
import type * as Routes from "../support/routes";

let bridge: Bridge;
let routes: typeof Routes;

beforeAll(async () => {
  const port = await freePort();
  bridge = await Bridge.start(port);
  process.env.BRIDGE_URL = bridge.url;
  routes = await import("../support/routes");
});

afterAll(async () => {
  await bridge.stop();
});

/** An account of its own keeps each test's bookings apart from the others'. */
async function newAccount(netid: string): Promise<number> {
  const response = await routes.send("POST", "/api/accounts", { netid, password: "secret" });
  const { account } = (await response.json()) as { account: { id: number } };
  return account.id;
}

const slots = (accountId: number, ...timeSlots: string[]) => ({
  accountId,
  date: "2099-11-20",
  timeSlots,
  location: "Fitness",
});

async function book(body: object, headers?: Record<string, string>): Promise<Booking[]> {
  const response = await routes.send("POST", "/api/bookings", body, headers);
  expect(response.status).toBe(201);
  return ((await response.json()) as { bookings: Booking[] }).bookings;
}

async function bookingsOf(accountId: number, query = ""): Promise<Booking[]> {
  const response = await routes.call("GET", `/api/accounts/${accountId}/bookings${query}`);
  return ((await response.json()) as { bookings: Booking[] }).bookings;
}

test("create, list and cancel, as in the API document", async () => {
  const accountId = await newAccount("walker");
  const created = await routes.send("POST", "/api/bookings", slots(accountId, "06:00", "07:00"));
  expect(created.status).toBe(201);
  expect(await created.json()).toMatchObject({
    success: true,
    message: "Booking created! 2 slot(s) added to queue.",
    bookings: [{ time_slot: "06:00:00" }, { time_slot: "07:00:00" }],
  });

  const listed = await routes.call("GET", `/api/bookings?accountId=${accountId}`);
  expect(await listed.json()).toMatchObject({ success: true, count: 2, next_cursor: null });

  const [first] = await bookingsOf(accountId);
  const cancelled = await routes.call("DELETE", `/api/bookings/${first?.id ?? 0}?reason=Injured`);
  expect(cancelled.status).toBe(200);
  expect(await cancelled.json()).toMatchObject({ success: true, booking: { status: "cancelled" } });

  const again = await routes.call("DELETE", `/api/bookings/${first?.id ?? 0}`);
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ code: "invalid_transition" });
});

test("the audit trail has the reason of a cancel from the query or from the body", async () => {
  const accountId = await newAccount("reasons");
  const [first, second] = await book(slots(accountId, "06:00", "07:00"));
  const paths = [first, second].map((booking) => `/api/bookings/${booking?.id ?? 0}`);
  const [byAddress = "", byBody = ""] = paths;
  await routes.call("DELETE", `${byAddress}?reason=Sprained%20ankle`);
  await routes.send("DELETE", byBody, { reason: "Sprained ankle" });
  for (const path of paths) {
    const response = await routes.call("GET", `${path}/logs`);
    const { logs } = (await response.json()) as { logs: BookingLog[] };
    expect(logs.map((log) => log.event_type)).toEqual(["created", "cancelled"]);
    expect(logs[1]?.message).toContain("Sprained ankle");
  }
});

test.each([
  ["a reason in the address and in the body", "?reason=Rain", { reason: "Snow" }, "reason"],
  ["another id than the path's", "", { booking_id: 1 }, "booking_id"],
  ["a member that a cancellation does not have", "", { colour: "red" }, "colour"],
])("a body with %s cancels nothing", async (name, query, body, field) => {
  const accountId = await newAccount(name.replaceAll(/[^a-z]/g, ""));
  const [booking] = await book(slots(accountId, "06:00"));
  const response = await routes.send("DELETE", `/api/bookings/${booking?.id ?? 0}${query}`, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: "invalid_field", field });
  expect(await bookingsOf(accountId)).toMatchObject([{ status: "pending" }]);
});

test("a repeated request with the same key books once", async () => {
  const accountId = await newAccount("repeats");
  const key = { "idempotency-key": "attempt-1" };
  const first = await book(slots(accountId, "06:00"), key);
  const second = await book(slots(accountId, "06:00"), key);
  expect(second).toEqual(first);
  expect(await bookingsOf(accountId)).toHaveLength(1);

  const other = await routes.send("POST", "/api/bookings", slots(accountId, "09:00"), key);
  expect(other.status).toBe(422);
});

test("every field of a new booking reaches the bridge", async () => {
  const accountId = await newAccount("everything");
  const [booking] = await book({
    ...slots(accountId, "18:00"),
    location: "X1",
    subLocation: "B",
    retryInterval: 90,
    autoRetry: true,
  });
  expect(booking).toMatchObject({ sub_location: "B", retry_interval: 90, auto_retry: true });
});

test("an update passes on the reference and the error", async () => {
  const accountId = await newAccount("updates");
  const [booking] = await book(slots(accountId, "06:00"));
  const path = `/api/bookings/${booking?.id ?? 0}`;
  const confirmed = { status: "confirmed", bookingReference: "REF-1" };
  const first = await routes.send("PUT", path, confirmed);
  expect(await first.json()).toMatchObject({ booking: { booking_reference: "REF-1" } });
  const failed = { status: "failed", errorMessage: "The court flooded." };
  const second = await routes.send("PUT", path, failed);
  expect(await second.json()).toMatchObject({ booking: { error_message: "The court flooded." } });
});

test("filters, order and pages of a list reach the bridge", async () => {
  const accountId = await newAccount("filters");
  await book(slots(accountId, "06:00", "07:00", "08:00"));
  await book({ ...slots(accountId, "06:00"), date: "2099-11-22", location: "X3" });

  const dates = await bookingsOf(accountId, "?dateFrom=2099-11-21&dateTo=2099-11-22");
  expect(dates.map((booking) => booking.location)).toEqual(["X3"]);
  const day = await bookingsOf(accountId, "?date=2099-11-20&status=pending&location=Fitness");
  expect(day).toHaveLength(3);

  const path = `/api/bookings?accountId=${accountId}&order=desc&limit=3`;
  const page = (await (await routes.call("GET", path)).json()) as Page;
  const rest = (await (
    await routes.call("GET", `${path}&cursor=${encodeURIComponent(page.next_cursor ?? "")}`)
  ).json()) as Page;
  expect([...page.bookings, ...rest.bookings].map((booking) => booking.time_slot)).toEqual([
    "06:00:00",
    "08:00:00",
    "07:00:00",
    "06:00:00",
  ]);
  expect(rest.next_cursor).toBeNull();
});

interface Page {
  bookings: Booking[];
  next_cursor: string | null;
}

test("statistics are grouped by the query's comma-separated list", async () => {
  const accountId = await newAccount("statistics");
  await book(slots(accountId, "06:00", "07:00"));
  const path = `/api/bookings/stats?accountId=${accountId}&groupBy=day,weekday_hour`;
  const response = await routes.call("GET", path);
  expect(await response.json()).toMatchObject({
    statistics: {
      total: 2,
      by_day: [{ date: "2099-11-20", pending: 2 }],
      by_weekday_hour: [
        { weekday: 5, hour: 6, pending: 1 },
        { weekday: 5, hour: 7, pending: 1 },
      ],
    },
  });
});

test("accounts can be filtered by whether they are active", async () => {
  const id = await newAccount("switched-off");
  await routes.send("PUT", `/api/accounts/${id}`, { isActive: false });
  const response = await routes.call("GET", "/api/accounts?isActive=false");
  expect(await response.json()).toMatchObject({ accounts: [{ id, netid: "switched-off" }] });
});

test("no response contains a password", async () => {
  const netid = "secretive";
  const added = await routes.send("POST", "/api/accounts", { netid, password: "tell no one" });
  const text = await added.text();
  const list = await (await routes.call("GET", "/api/accounts")).text();
  expect(text + list).toContain(netid);
  expect(text + list).not.toMatch(/password|tell no one/);
});

test.each([
  ["an unknown filter", "/api/bookings?colour=red", "colour"],
  ["a limit that is not a number", "/api/bookings?limit=many", "limit"],
  ["a filter named twice", "/api/bookings?status=pending&status=failed", "status"],
  ["an account id that is not a number", "/api/bookings?accountId=me", "account_id"],
])("%s is refused by the bridge under its name", async (_case, path, field) => {
  const response = await routes.call("GET", path);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: "invalid_field", field });
});

test("an unknown member of the body is refused and nothing is booked", async () => {
  const accountId = await newAccount("unknown-member");
  const body = { ...slots(accountId, "06:00"), colour: "red" };
  const response = await routes.send("POST", "/api/bookings", body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: "invalid_field", field: "colour" });
  expect(await bookingsOf(accountId)).toEqual([]);
});
