import { HttpResponse } from "msw";
import type { Account, AccountLog, Attempt, Booking, Engine, Explanation, Facility, NoticeChannel, Plan, Slot } from "@/lib/api/types";
import { accountExample, bookingExample, example } from "./records";

const nothing = () => ({
  accounts: [] as Account[],
  bookings: [] as Booking[],
  /** The connected facility. */
  connection: null as Facility["connection"],
  paused: false,
  /** The facility's time zone, in place of the golden example's. */
  timeZone: "Europe/Amsterdam",
  attempts: [] as Attempt[],
  readiness: [] as Engine["readiness"],
  /** The explanation of every booking. */
  explanation: { verdict: "done", at: null, reasons: [] } as Explanation,
  accountLogs: [] as AccountLog[],
  channels: example("get_notice_settings").response.channels as NoticeChannel[],
  /** The bodies of the tests of notices, oldest first. */
  tests: [] as object[],
  plans: [] as Plan[],
  /** The bodies of the previews that were asked for, oldest first. */
  previews: [] as object[],
  /** The stored tokens by account. */
  tokens: new Map<number, string>(),
  /** Idempotency keys with the answer that each got first. */
  answers: new Map<string, object>(),
  /** The facility's slots, on every day. */
  slots: [] as Slot[],
  /** Every request that arrived, such as `POST /api/bookings`. */
  requests: [] as string[],
});

/** The server's records. The page's requests read and change it, and so may a test. */
export const backend = nothing();

export function resetBackend(): void {
  Object.assign(backend, nothing());
}

export function addAccount(netid: string, changes: Partial<Account> = {}): Account {
  const account = { ...accountExample, id: backend.accounts.length + 1, netid, ...changes };
  backend.accounts.push(account);
  return account;
}

export function addBooking(changes: Partial<Booking> = {}): Booking {
  const booking = { ...bookingExample, id: backend.bookings.length + 1, ...changes };
  backend.bookings.push(booking);
  return booking;
}

export function changeBooking(id: number, changes: Partial<Booking>): void {
  backend.bookings = backend.bookings.map((booking) => (booking.id === id ? { ...booking, ...changes } : booking));
}

/** Connects the practice facility, or another one. */
export function connect(changes: Partial<NonNullable<Facility["connection"]>> = {}): void {
  backend.connection = {
    name: "Practice facility",
    url: "http://127.0.0.1:8010",
    practice: true,
    sign_in: "password",
    requests_per_second: 10,
    minimum_notice_minutes: 0,
    refresh: null,
    answers: [],
    ...changes,
  };
}

/** The answer of a golden example, such as `errors/netid_taken`. */
export function answer(name: string, changes: object = {}) {
  const { status, response } = example(name);
  return HttpResponse.json({ ...response, ...changes }, { status });
}
