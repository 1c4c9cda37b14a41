import "server-only";
import { Agent, type Dispatcher } from "undici";
import type { Action } from "@/lib/api/types";
import type { Arguments } from "./arguments";

/**
 * Short reads are sent one behind the other on a few connections, where Node takes many answers in at once:
 * a connection for each costs it more than the rest of the call. Should a connection break off, undici asks
 * anew for those that were behind the one being answered, which only a read allows.
 */
const shared = new Agent({ connections: 4, pipelining: 16 });

/** What writes, or may keep those behind it waiting, has a connection to itself. */
const separate = new Agent();

const ofOneRow = new Set<Action>(["get_account", "get_account_stats", "get_booking", "get_facility"]);
const pages = new Set<Action>(["get_account_bookings", "get_bookings", "get_upcoming_bookings"]);

/** The connections for a question, and whether it may be asked twice. */
export function connectionsFor(action: Action, args: Arguments): { dispatcher: Dispatcher; idempotent: boolean } {
  const isShort = ofOneRow.has(action) || (pages.has(action) && isShortPage(args));
  return { dispatcher: isShort ? shared : separate, idempotent: isShort };
}

/** No list of any length, and none for which the bridge looks through everybody's bookings. */
function isShortPage({ limit, location, account_id: account }: Arguments): boolean {
  return typeof limit === "number" && (location === undefined || account !== undefined);
}
