import "server-only";
import type { Action } from "@/lib/api/types";
import { combine, fromBody, fromQuery } from "./arguments";
import { callBridge, openEvents, readCalendar } from "./bridge";
import { refuseCrossSite, refuseForeignHost } from "./callers";
import { Failure, invalidField } from "./failure";
import { repeat } from "./repeated-answer";
import { readJsonObject, readOptionalJsonObject } from "./json-body";
import { untilStop } from "./stop";

interface Context {
  readonly params: Promise<{ readonly id?: string; readonly path?: readonly string[]; readonly file?: string }>;
}

export type Handler = (request: Request, context: Context) => Promise<Response>;
type IdName = "account_id" | "booking_id" | "plan_id";
type Method = "DELETE" | "GET" | "PATCH" | "POST" | "PUT";

/** A route that reads. Its arguments are the id in the path and the query. */
export function read(action: Action, idName?: IdName): Handler {
  return handler(async (request, context, requestId) => {
    const id = await idOf(context, idName);
    const query = fromQuery(action, new URL(request.url).searchParams);
    return callBridge(action, combine(id, query), { requestId, signal: request.signal });
  });
}

/** A route that writes. Its arguments are the id in the path, the JSON body and the Idempotency-Key header. */
export function write(action: Action, idName?: IdName): Handler {
  return handler(async (request, context, requestId) => {
    const id = await idOf(context, idName);
    const body = fromBody(action, await readJsonObject(request));
    const args = combine(id, body, idempotencyKeyOf(request));
    return callBridge(action, args, { requestId, signal: request.signal });
  });
}

/** A route that removes. Its arguments are the id in the path, the query, and the JSON body if there is one. */
export function remove(action: Action, idName: IdName): Handler {
  return handler(async (request, context, requestId) => {
    const id = await idOf(context, idName);
    const query = fromQuery(action, new URL(request.url).searchParams);
    const body = fromBody(action, await readOptionalJsonObject(request));
    return callBridge(action, combine(id, query, body), { requestId, signal: request.signal });
  });
}

/** A route that reads again and again, and streams each response as an event. */
export function watch(action: Action): Handler {
  return handler(async ({ url, signal }, _context, requestId) => {
    const args = combine(fromQuery(action, new URL(url).searchParams));
    const ask = () => settle(() => callBridge(action, args, { requestId, signal }));
    const first = await ask();
    return first.ok ? repeat(first, ask, untilStop(signal)) : first;
  });
}

/** The stream of what changes at the bridge. */
export const events: Handler = handler((request, _context, requestId) =>
  openEvents({ requestId, signal: untilStop(request.signal) }),
);

/**
 * The calendar of a link. Its secret is all that a reader needs, so that a page of another site, such as a mail program
 * with the link in it, may lead to it.
 */
export const calendar: Handler = async (request, context) =>
  answer(request, async (requestId) => {
    refuseForeignHost(request.headers);
    const { file = "" } = await context.params;
    return readCalendar(file, request.headers.get("if-none-match"), { requestId, signal: request.signal });
  });

/** The response of every path under /api that has no route. */
export const notFound: Handler = handler((request) => {
  const { pathname } = new URL(request.url);
  throw new Failure(404, "not_found", `There is no ${pathname} here.`);
});

/**
 * Handlers for the methods that a route does not take: a 405 in the error envelope, where Next would send
 * an empty body. OPTIONS is included because Next would list the refused methods as allowed.
 */
export function methodNotAllowed(...taken: readonly Method[]): Readonly<Record<Method | "OPTIONS", Handler>> {
  const allow = [...taken, "OPTIONS", ...(taken.includes("GET") ? ["HEAD"] : [])].sort().join(", ");
  const refuse = handler((request) => {
    const { pathname } = new URL(request.url);
    const message = `${pathname} does not take ${request.method}. Use ${allow}.`;
    const response = new Failure(405, "method_not_allowed", message).toResponse();
    response.headers.set("allow", allow);
    return response;
  });
  const OPTIONS = handler(() => new Response(null, { status: 204, headers: { allow } }));
  return { DELETE: refuse, GET: refuse, PATCH: refuse, POST: refuse, PUT: refuse, OPTIONS };
}

type Respond = (request: Request, context: Context, requestId: string) => Response | Promise<Response>;

/** Checks who is calling before anything is read, turns failures into responses, and adds the request id. */
function handler(respond: Respond): Handler {
  return (request, context) =>
    answer(request, (requestId) => {
      refuseForeignHost(request.headers);
      refuseCrossSite(request.headers);
      return respond(request, context, requestId);
    });
}

async function answer(
  request: Request,
  respond: (requestId: string) => Response | Promise<Response>,
): Promise<Response> {
  const requestId = requestIdOf(request);
  const response = await settle(() => respond(requestId));
  response.headers.set("x-request-id", requestId);
  // Next leaves the body of a HEAD request unread, which would keep the connection to the bridge open.
  if (request.method === "HEAD") await response.body?.cancel();
  return response;
}

async function settle(respond: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await respond();
  } catch (error) {
    if (error instanceof Failure) return error.toResponse();
    throw error;
  }
}

/** The caller's id if it is safe in a header and a log line (the bridge's rule), otherwise a new one. */
function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given !== null && /^[\w.:-]{1,128}$/.test(given) ? given : crypto.randomUUID();
}

async function idOf(context: Context, name?: IdName): Promise<[string, unknown][]> {
  if (name === undefined) return [];
  const { id = "" } = await context.params;
  if (!/^[1-9]\d{0,14}$/.test(id)) {
    throw invalidField(name, `${name} in the path must be a whole number, 1 or more.`);
  }
  return [[name, Number(id)]];
}

function idempotencyKeyOf(request: Request): [string, unknown][] {
  const key = request.headers.get("idempotency-key");
  return key === null ? [] : [["idempotency_key", key]];
}
