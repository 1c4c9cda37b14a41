import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import type { Account, AccountLog, Booking, Engine, Facility, Plan } from "@/lib/api/types";
import { addAccount, addBooking, answer, backend, changeBooking } from "./backend";
import { list, matching } from "./booking-list";
import { example } from "./records";

const isActive = ({ status }: Booking) => status === "pending" || status === "confirmed";

interface BookingBody {
  readonly accountId: number;
  readonly date: string;
  readonly timeSlots: readonly string[];
  readonly location: Booking["location"];
  readonly subLocation: Booking["sub_location"];
}

function create(body: BookingBody) {
  const at = { account_id: body.accountId, booking_date: body.date };
  const place = { location: body.location, sub_location: body.subLocation };
  if (backend.accounts.some(({ id, is_active }) => id === body.accountId && !is_active)) {
    return answer("errors/account_inactive");
  }
  const conflicts = backend.bookings.filter(
    (booking) =>
      isActive(booking) &&
      booking.account_id === body.accountId &&
      booking.booking_date === body.date &&
      body.timeSlots.includes(booking.time_slot.slice(0, 5)),
  );
  if (conflicts.length > 0) {
    return answer("errors/slot_conflict", {
      conflicts: conflicts.map(({ id, time_slot, location, status }) => ({ booking_id: id, time_slot, location, status })),
    });
  }
  const bookings = body.timeSlots.map((time) => addBooking({ ...at, ...place, time_slot: `${time}:00` }));
  const message = `Booking created! ${bookings.length} slot(s) added to queue.`;
  return HttpResponse.json({ success: true, message, bookings }, { status: 201 });
}

const byId = <Row extends { readonly id: number }>(rows: readonly Row[], id: unknown) =>
  rows.find((row) => row.id === Number(id));

function changeAccount(account: Account, changes: Partial<Account>) {
  const changed = { ...account, ...changes };
  backend.accounts = backend.accounts.map((other) => (other === account ? changed : other));
  return HttpResponse.json({ success: true, account: changed });
}

function linkLog(event: AccountLog["event_type"]): AccountLog {
  const id = backend.accountLogs.length + 1;
  return { id, account_id: 1, event_type: event, message: "Calendar link.", created_at: "2026-11-22T09:30:00.000Z" };
}

const accountRoutes = [
  http.get("/api/accounts", () => {
    const { accounts } = backend;
    return HttpResponse.json({ success: true, accounts, count: accounts.length });
  }),
  http.post("/api/accounts", async ({ request }) => {
    const { netid } = (await request.json()) as Pick<Account, "netid">;
    const isTaken = backend.accounts.some((account) => account.netid.toLowerCase() === netid.toLowerCase());
    if (isTaken) return answer("errors/netid_taken");
    return HttpResponse.json({ success: true, account: addAccount(netid) }, { status: 201 });
  }),
  http.put("/api/accounts/:id", async ({ params, request }) => {
    const account = byId(backend.accounts, params.id);
    if (!account) return answer("errors/account_not_found");
    const body = (await request.json()) as { isActive?: boolean; mayAutomate?: boolean; notifyEmail?: string };
    if (body.notifyEmail?.endsWith("@")) {
      return answer("errors/invalid_field", { field: "notify_email", message: "notify_email: this is not an e-mail address." });
    }
    const { isActive: is_active = account.is_active, mayAutomate: may_automate = account.may_automate } = body;
    const notify_email = body.notifyEmail === undefined ? account.notify_email : body.notifyEmail || null;
    return changeAccount(account, { is_active, may_automate, notify_email });
  }),
  http.put("/api/accounts/:id/token", async ({ params, request }) => {
    const account = byId(backend.accounts, params.id);
    if (!account) return answer("errors/account_not_found");
    const { token } = (await request.json()) as { token: string | null };
    if (token === "wrong") {
      return answer("errors/invalid_field", { field: "token", message: "The token holds a character that no token has." });
    }
    if (token === null) backend.tokens.delete(account.id);
    else backend.tokens.set(account.id, token);
    return changeAccount(account, { sign_in: "unknown" });
  }),
  http.post("/api/accounts/:id/calendar", ({ params }) => {
    const account = byId(backend.accounts, params.id);
    if (!account) return answer("errors/account_not_found");
    backend.accountLogs.push(linkLog("calendar_link_created"));
    return answer("create_calendar_link", { account });
  }),
  http.delete("/api/accounts/:id/calendar", ({ params }) => {
    const account = byId(backend.accounts, params.id);
    if (!account) return answer("errors/account_not_found");
    backend.accountLogs.push(linkLog("calendar_link_revoked"));
    return answer("revoke_calendar_link", { account });
  }),
  http.get("/api/accounts/:id/logs", () => HttpResponse.json({ success: true, logs: backend.accountLogs })),
  http.delete("/api/accounts/:id", ({ params }) => {
    const account = byId(backend.accounts, params.id);
    if (!account) return answer("errors/account_not_found");
    if (backend.bookings.some((booking) => booking.account_id === account.id && isActive(booking))) {
      return answer("errors/account_in_use");
    }
    backend.accounts = backend.accounts.filter((other) => other !== account);
    return answer("delete_account");
  }),
  http.get("/api/accounts/summaries", () => {
    const [summary] = example("get_account_summaries").response.summaries as [object];
    const summaries = backend.accounts.map(({ id }) => ({ ...summary, account_id: id }));
    return HttpResponse.json({ success: true, summaries });
  }),
  http.get("/api/accounts/:id/stats", () => answer("get_account_stats")),
  http.get("/api/accounts/:id/bookings", ({ params, request }) =>
    list(backend.bookings.filter(({ account_id }) => account_id === Number(params.id)), request),
  ),
];

const bookingRoutes = [
  http.get("/api/bookings", ({ request }) => list(backend.bookings, request)),
  http.post("/api/bookings", async ({ request }) => {
    const key = request.headers.get("idempotency-key") ?? "";
    const before = backend.answers.get(key);
    if (before) return HttpResponse.json(before, { status: 201 });
    const response = create((await request.json()) as BookingBody);
    if (response.ok) backend.answers.set(key, (await response.clone().json()) as object);
    return response;
  }),
  http.get("/api/bookings/search", ({ request }) => {
    const { searchParams } = new URL(request.url);
    const part = searchParams.get("search")?.toLowerCase() ?? "";
    const text = ({ booking_reference, account_id }: Booking) =>
      `${booking_reference ?? ""} ${byId(backend.accounts, account_id)?.netid ?? ""}`.toLowerCase();
    const matches = matching(backend.bookings, request).filter((booking) => text(booking).includes(part));
    const limit = Number(searchParams.get("limit"));
    const bookings = matches.slice(0, limit);
    return HttpResponse.json({ success: true, bookings, count: bookings.length, total: matches.length, next_cursor: null });
  }),
  http.get("/api/bookings/stats", () => {
    const { statistics } = example("get_booking_statistics").response;
    const total = backend.bookings.length;
    return answer("get_booking_statistics", { statistics: { ...(statistics as object), total } });
  }),
  http.get("/api/bookings/upcoming", ({ request }) => list(backend.bookings.filter(isActive), request)),
  http.get("/api/bookings/:id", ({ params }) => {
    const booking = byId(backend.bookings, params.id);
    return booking ? HttpResponse.json({ success: true, booking }) : answer("errors/booking_not_found");
  }),
  http.get("/api/bookings/:id/logs", () => answer("get_booking_logs")),
  http.put("/api/bookings/:id", async ({ params, request }) => {
    const booking = byId(backend.bookings, params.id);
    if (!booking) return answer("errors/booking_not_found");
    changeBooking(booking.id, (await request.json()) as Pick<Booking, "status">);
    return HttpResponse.json({ success: true, booking: byId(backend.bookings, booking.id) });
  }),
  http.delete("/api/bookings/:id", ({ params }) => {
    const booking = byId(backend.bookings, params.id);
    if (!booking) return answer("errors/booking_not_found");
    if (!isActive(booking)) return answer("errors/invalid_transition");
    changeBooking(booking.id, { status: "cancelled" });
    return answer("cancel_booking", { booking: byId(backend.bookings, booking.id) });
  }),
];

const engineAnswer = () => {
  const { engine } = example("get_engine").response;
  return answer("get_engine", { engine: { ...(engine as Engine), readiness: backend.readiness, state: backend.paused ? "paused" : "running" } });
};
const explained = () => HttpResponse.json({ success: true, explanation: backend.explanation });

const facilityRoutes = [
  http.get("/api/facility", () => {
    const { facility } = example("get_facility").response;
    return answer("get_facility", { facility: { ...(facility as Facility), connection: backend.connection, time_zone: backend.timeZone } });
  }),
  http.get("/api/engine", engineAnswer),
  http.put("/api/engine", async ({ request }) => {
    backend.paused = ((await request.json()) as { paused: boolean }).paused;
    return engineAnswer();
  }),
  http.post("/api/bookings/explanation", explained),
  http.get("/api/bookings/:id/explanation", explained),
  http.get("/api/attempts", () =>
    HttpResponse.json({ success: true, attempts: backend.attempts, next_cursor: null }),
  ),
  http.get("/api/slots", ({ request }) => {
    const location = new URL(request.url).searchParams.get("location");
    const slots = backend.slots.filter((slot) => slot.location === location);
    return HttpResponse.json({ success: true, slots, checked_at: null });
  }),
  http.get("/api/bookings/:id/attempts", () =>
    HttpResponse.json({ success: true, attempts: backend.attempts, next_cursor: null }),
  ),
  http.post("/api/bookings/:id/attempt", ({ params }) => {
    const booking = byId(backend.bookings, params.id);
    return booking ? HttpResponse.json({ success: true, booking }) : answer("errors/booking_not_found");
  }),
];

const noticeRoutes = [
  http.get("/api/notices", () => HttpResponse.json({ success: true, channels: backend.channels })),
  http.post("/api/notices/test", async ({ request }) => {
    backend.tests.push((await request.json()) as object);
    const results = backend.channels.map(({ channel, is_configured, setting }) => ({
      channel,
      is_sent: is_configured,
      message: is_configured ? "Sent." : `Not configured. Set ${setting}.`,
    }));
    return HttpResponse.json({ success: true, results });
  }),
];

const planExample = example("create_plan").response.plan as Plan;
const planAnswer = (plan: Plan, status = 200) => HttpResponse.json({ success: true, plan }, { status });

const planRoutes = [
  http.get("/api/plans", () => HttpResponse.json({ success: true, plans: backend.plans })),
  http.post("/api/plans/preview", async ({ request }) => {
    backend.previews.push((await request.json()) as object);
    return answer("preview_plan");
  }),
  http.post("/api/plans", () => {
    const plan = { ...planExample, id: backend.plans.length + 1 };
    backend.plans.push(plan);
    return planAnswer(plan, 201);
  }),
  http.get("/api/plans/:id", ({ params }) => {
    const plan = backend.plans.find(({ id }) => id === Number(params.id));
    return plan ? planAnswer(plan) : answer("errors/plan_not_found");
  }),
  http.delete("/api/plans/:id", ({ params }) => {
    backend.plans = backend.plans.map((plan) => (plan.id === Number(params.id) ? { ...plan, state: "cancelled" } : plan));
    const [plan] = backend.plans;
    return plan ? planAnswer(plan) : answer("errors/plan_not_found");
  }),
];

// A fixed name before an id.
export const routes = [...facilityRoutes, ...accountRoutes, ...bookingRoutes, ...noticeRoutes, ...planRoutes];

export const server = setupServer(...routes);
