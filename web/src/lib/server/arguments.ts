import "server-only";
import type { Action } from "@/lib/api/types";
import { invalidField } from "./failure";

export type Arguments = Record<string, unknown>;

/** The web's words beside the bridge's, wherever they differ. */
const bridgeNames = new Map([
  ["accountId", "account_id"],
  ["autoRetry", "auto_retry"],
  ["bookingReference", "booking_reference"],
  ["dateFrom", "date_from"],
  ["dateTo", "date_to"],
  ["errorMessage", "error_message"],
  ["groupBy", "group_by"],
  ["idempotencyKey", "idempotency_key"],
  ["isActive", "is_active"],
  ["retryInterval", "retry_interval"],
  ["subLocation", "sub_location"],
  ["timeSlots", "time_slots"],
]);

const numbers = new Set(["account_id", "booking_id", "limit"]);
const booleans = new Set(["is_active"]);
const lists = new Set(["group_by"]);

type Entry = readonly [name: string, value: unknown];

/** The members of a JSON body under the bridge's names. */
export function fromBody(action: Action, body: Record<string, unknown>): Entry[] {
  return Object.entries(body).map(([name, value]) => [bridgeName(action, name), value]);
}

/** The query's members under the bridge's names; text becomes what the bridge expects there. */
export function fromQuery(action: Action, query: URLSearchParams): Entry[] {
  return [...new Set(query.keys())].map((name) => {
    const renamed = bridgeName(action, name);
    const values = query.getAll(name);
    // A name given twice goes on as a list, which the bridge refuses under that name.
    return [renamed, values.length > 1 ? values : valueOf(renamed, values[0] ?? "")];
  });
}

/** One set of arguments out of several sources, in which no name may appear twice. */
export function combine(...sources: (readonly Entry[])[]): Arguments {
  const result = new Map<string, unknown>();
  for (const [name, value] of sources.flat()) {
    if (name === "action") throw invalidField("action", "The path says what to do: leave out action.");
    if (result.has(name)) throw invalidField(name, `${name} is given more than once in this request.`);
    result.set(name, value);
  }
  return Object.fromEntries(result);
}

/** Unknown names go on as they are: the bridge refuses them and says so. */
function bridgeName(action: Action, name: string): string {
  // Elsewhere `date` is a filter and keeps its name.
  if (action === "create_booking" && name === "date") return "booking_date";
  return bridgeNames.get(name) ?? name;
}

/** Text that is not what its name calls for stays text, for the bridge to judge. */
function valueOf(name: string, text: string): unknown {
  if (numbers.has(name) && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (booleans.has(name) && (text === "true" || text === "false")) return text === "true";
  if (lists.has(name)) return text.split(",").filter(Boolean);
  return text;
}
