import "server-only";
import type { Action } from "@/lib/api/types";
import { invalidField } from "./failure";

export type Arguments = Record<string, unknown>;
type Entry = readonly [name: string, value: unknown];

/** The members of a JSON body under the bridge's names. */
export function fromBody(action: Action, body: Record<string, unknown>): Entry[] {
  return Object.entries(body).map(([name, value]) => [bridgeName(action, name), renamed(action, value)]);
}

/** A value whose objects have the bridge's names, such as the places of a plan. */
function renamed(action: Action, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => renamed(action, item));
  return typeof value === "object" && value !== null ? Object.fromEntries(fromBody(action, { ...value })) : value;
}

/** The members of the query under the bridge's names, as numbers, booleans and lists where the bridge expects them. */
export function fromQuery(action: Action, query: URLSearchParams): Entry[] {
  return [...new Set(query.keys())].map((given) => {
    const name = bridgeName(action, given);
    const values = query.getAll(given);
    // The bridge refuses the list, and names the member that was given twice.
    return [name, values.length > 1 ? values : valueOf(name, values[0] ?? "")];
  });
}

/** The arguments from several sources together. Refuses a name that appears twice. */
export function combine(...sources: (readonly Entry[])[]): Arguments {
  const result = new Map<string, unknown>();
  for (const [name, value] of sources.flat()) {
    if (name === "action") throw invalidField("action", "Leave out action: the path decides it.");
    if (result.has(name)) throw invalidField(name, `Give ${name} once.`);
    result.set(name, value);
  }
  return Object.fromEntries(result);
}

/** The actions in which `date` is the day that is booked. */
const dated: ReadonlySet<Action> = new Set<Action>(["create_booking", "explain_booking", "create_plan", "preview_plan"]);

/** `accountId` as `account_id`. The bridge refuses names that it does not know. */
function bridgeName(action: Action, name: string): string {
  // In every other action `date` is a filter and keeps its name.
  if (name === "date" && dated.has(action)) return "booking_date";
  return name.replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const numbers = new Set(["limit", "date_range"]);
const booleans = new Set(["refresh"]);
const lists = new Set(["group_by", "locations"]);

/** Text that does not fit its name's type stays text, and the bridge refuses it. */
function valueOf(name: string, text: string): unknown {
  const isNumber = name.endsWith("_id") || numbers.has(name);
  if (isNumber && /^-?\d{1,15}$/.test(text)) return Number(text);
  const isBoolean = /^(is|with)_/.test(name) || booleans.has(name);
  if (isBoolean && (text === "true" || text === "false")) return text === "true";
  return lists.has(name) ? text.split(",").filter(Boolean) : text;
}
