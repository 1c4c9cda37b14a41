import "server-only";
import type { Action } from "@/lib/api/types";
import { combine, fromBody, fromQuery } from "./arguments";
import { callBridge } from "./bridge";
import { foreignHost, refuseCrossSite } from "./callers";
import { Failure, invalidField } from "./failure";
import { readJsonObject, readOptionalJsonObject } from "./json-body";

interface Context {
  readonly params: Promise<{ readonly id?: string; readonly path?: readonly string[] }>;
}

export type Handler = (request: Request, context: Context) => Promise<Response>;
type IdName = "account_id" | "booking_id";

/** A route that reads: its arguments are the path's id and the query. */
export function read(action: Action, idName?: IdName): Handler {
  return answering(async (request, context, requestId) => {
    const id = await idOf(context, idName);
    const query = fromQuery(action, new URL(request.url).searchParams);
    return callBridge(action, combine(id, query), requestId);
  });
}

/** A route that writes: its arguments are the path's id and the JSON body. */
export function write(action: Action, idName?: IdName): Handler {
  return answering(async (request, context, requestId) => {
    const id = await idOf(context, idName);
    const body = fromBody(action, await readJsonObject(request));
    return callBridge(action, combine(id, body, idempotencyKeyOf(request)), requestId);
  });
}

/** A route that removes: its arguments are a read's, or a write's to keep them out of the address. */
export function remove(action: Action, idName: IdName): Handler {
  return answering(async (request, context, requestId) => {
    const id = await idOf(context, idName);
    const query = fromQuery(action, new URL(request.url).searchParams);
    const body = fromBody(action, await readOptionalJsonObject(request));
    return callBridge(action, combine(id, query, body), requestId);
  });
}

/** What stands at every path that has no route. */
export const notFound: Handler = answering((request) => {
  const { pathname } = new URL(request.url);
  throw new Failure(404, "not_found", `There is no ${pathname} here.`);
});

type Answer = (
  request: Request,
  context: Context,
  requestId: string,
) => Response | Promise<Response>;

/** A handler whose failures are answers, with the request's id. */
export function answering(answer: Answer): Handler {
  return async (request, context) => {
    const requestId = requestIdOf(request);
    const response = await settle(answer, request, context, requestId);
    response.headers.set("x-request-id", requestId);
    // Next reads no body for HEAD, nor for a browser that has gone. A list that nobody reads would keep
    // its connection to the bridge for good.
    if (request.method === "HEAD" || request.signal.aborted) await response.body?.cancel();
    return response;
  };
}

/** Every route asks here who is calling, before anything is read or done. */
async function settle(
  answer: Answer,
  request: Request,
  context: Context,
  requestId: string,
): Promise<Response> {
  try {
    const refusal = foreignHost(request.headers);
    if (refusal) throw refusal;
    refuseCrossSite(request);
    return await answer(request, context, requestId);
  } catch (error) {
    if (error instanceof Failure) return error.toResponse();
    throw error;
  }
}

/** The caller's own id when it can stand in a header and a log line, else a new one. */
function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given !== null && /^[\w.-]{1,128}$/.test(given) ? given : crypto.randomUUID();
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

type Method = "DELETE" | "GET" | "PATCH" | "POST" | "PUT";

/**
 * What a route that takes these methods answers to the others: the envelope of every failure, where
 * Next would answer an empty 405. OPTIONS is among them, as Next would count the refusals as taken.
 */
export function methodNotAllowed(...taken: readonly Method[]): Readonly<Record<Method | "OPTIONS", Handler>> {
  const allow = [...taken, "OPTIONS", ...(taken.includes("GET") ? ["HEAD"] : [])].sort().join(", ");
  const refuse = answering((request) => {
    const { pathname } = new URL(request.url);
    const message = `${pathname} does not take ${request.method}. It takes ${allow}.`;
    const response = new Failure(405, "method_not_allowed", message).toResponse();
    response.headers.set("allow", allow);
    return response;
  });
  const OPTIONS = answering(() => new Response(null, { status: 204, headers: { allow } }));
  return { DELETE: refuse, GET: refuse, PATCH: refuse, POST: refuse, PUT: refuse, OPTIONS };
}
