import "server-only";
import type { Action } from "@/lib/api/types";
import type { Arguments } from "./arguments";
import { environment } from "./environment";
import { Failure } from "./failure";

/** The time in which the bridge has to begin its response. A list or an event stream may then take any time. */
const headersTimeoutMs = 10_000;

/** The media types of the bridge's responses. Any other comes from another program on its port. */
const passedOnTypes = ["application/json", "text/calendar", "text/event-stream"];

/** The headers that the browser receives. All others stay on the server. */
const passedOn = ["cache-control", "content-type", "etag", "retry-after"];

interface Caller {
  readonly requestId: string;
  /** Aborts when the browser disconnects, and with it the request to the bridge. */
  readonly signal: AbortSignal;
}

/** Calls an action and streams the bridge's response through, unparsed. Never retries: the action may be a write. */
export async function callBridge(action: Action, args: Arguments, caller: Caller): Promise<Response> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ ...args, action });
  return ask(environment().bridgeEndpoint, { method: "POST", headers, body }, caller);
}

/** Opens the bridge's event stream. The response tells intermediaries, Next included, not to compress it: they would buffer it. */
export async function openEvents(caller: Caller): Promise<Response> {
  const url = new URL("/api/python/events", environment().bridgeEndpoint);
  const response = await ask(url, { method: "GET" }, caller);
  if (response.ok) response.headers.set("cache-control", "no-store, no-transform");
  return response;
}

/** Reads the calendar of a link's file, or only whether the copy with this ETag is current. */
export async function readCalendar(file: string, etag: string | null, caller: Caller): Promise<Response> {
  const url = new URL(`/api/python/calendar/${encodeURIComponent(file)}`, environment().bridgeEndpoint);
  return ask(url, { method: "GET", headers: etag === null ? {} : { "if-none-match": etag } }, caller);
}

interface BridgeRequest {
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function ask(url: URL, { headers, ...request }: BridgeRequest, caller: Caller): Promise<Response> {
  const { bridgeToken } = environment();
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), headersTimeoutMs);
  try {
    const response = await fetch(url, {
      ...request,
      headers: {
        ...headers,
        "x-request-id": caller.requestId,
        ...(bridgeToken !== undefined && { authorization: `Bearer ${bridgeToken}` }),
      },
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.any([caller.signal, silence.signal]),
    });
    return await passOn(response);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const seconds = headersTimeoutMs / 1000;
    throw unreachable(silence.signal.aborted ? `did not respond within ${seconds} seconds` : "does not respond");
  } finally {
    clearTimeout(timer);
  }
}

async function passOn({ status, headers: received, body }: Response): Promise<Response> {
  const type = received.get("content-type") ?? "";
  const isUnchanged = status === 304;
  if (!isUnchanged && !passedOnTypes.some((passedOn) => type.startsWith(passedOn))) {
    await body?.cancel();
    throw unreachable("does not respond, but another program does");
  }
  const headers = new Headers();
  for (const name of passedOn) {
    const value = received.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(body, { status, headers });
}

function unreachable(problem: string): Failure {
  const { origin } = environment().bridgeEndpoint;
  return new Failure(
    502,
    "bridge_unreachable",
    `The booking bridge ${problem} at ${origin}. Start it with \`./scripts/start\` (in containers \`docker compose up\`), then try again.`,
  );
}
