import "server-only";
import { Failure } from "./failure";
import { answering, type Handler } from "./route";

type Method = "DELETE" | "GET" | "PATCH" | "POST" | "PUT";

/**
 * What a route that takes these methods answers to the others: the envelope of every failure, where
 * Next would answer an empty 405. OPTIONS is among them, as Next would count the refusals as taken.
 */
export function otherThan(...taken: readonly Method[]): Readonly<Record<Method | "OPTIONS", Handler>> {
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
