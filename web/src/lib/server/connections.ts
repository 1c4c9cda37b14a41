import "server-only";
import { Agent, type Dispatcher } from "undici";
import type { Action } from "@/lib/api/types";
import { silenceLimitMs } from "./answer-receiver";
import type { Arguments } from "./arguments";

/** A connection that the bridge says nothing on is given up. */
const limits = { headersTimeout: silenceLimitMs };

/**
 * Short reads are sent one behind the other on a few connections, where Node takes many answers in at once:
 * a connection for each costs it more than the rest of the call. Should one break off, undici asks anew for
 * those that waited behind the one being answered, which only a read allows.
 */
const shared = new Agent({ ...limits, connections: 4, pipelining: 16 });

/** What writes, or may keep those behind it waiting, has a connection to itself. */
const separate = new Agent(limits);

const ofOneRow = new Set<Action>(["get_account", "get_account_stats", "get_booking", "get_facility"]);
const pages = new Set<Action>(["get_account_bookings", "get_bookings", "get_upcoming_bookings"]);

/** The connections for a question, and whether it may be asked twice. */
export function connectionsFor(action: Action, args: Arguments): { dispatcher: Dispatcher; idempotent: boolean } {
  const isShort = ofOneRow.has(action) || (pages.has(action) && isShortPage(args));
  return { dispatcher: isShort ? shared : separate, idempotent: isShort };
}

/** No list of any length, and none for which the bridge (`get_bookings.rs`) looks through everybody's bookings. */
function isShortPage({ limit, location, account_id: account, date }: Arguments): boolean {
  const isSearched = location !== undefined && account === undefined && date === undefined;
  return typeof limit === "number" && !isSearched;
}
