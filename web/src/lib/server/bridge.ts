import "server-only";
import * as web from "node:stream/web";
import { type Dispatcher, request } from "undici";
import type { Action } from "@/lib/api/types";
import type { Arguments } from "./arguments";
import { environment } from "./environment";
import { Failure } from "./failure";

const silenceLimitMs = 10_000;

/** Headers that the browser gets to see; everything else about the bridge stays here. */
const passedOn = ["content-type", "retry-after"];

/**
 * Asks the bridge and passes its answer on as it comes, not parsed. An answer of known length is
 * held here for a moment, which costs a fraction of a stream; a list of any length streams through.
 */
export async function callBridge(
  action: Action,
  args: Arguments,
  requestId: string,
): Promise<Response> {
  const { statusCode: status, headers: given, body } = await ask(JSON.stringify({ ...args, action }), requestId);
  // To break it off, here or where the browser goes away, is an error of the stream. Those who read it
  // hear of it there; without a listener it would end the process.
  body.on("error", () => undefined);
  if (!String(given["content-type"]).startsWith("application/json")) {
    body.destroy();
    throw unreachable("Something other than the booking bridge answers");
  }
  const headers = new Headers();
  for (const name of passedOn) {
    const value = given[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return new Response(await content(body, "content-length" in given), { status, headers });
}

type Body = Dispatcher.ResponseData["body"];

async function content(body: Body, isShort: boolean): Promise<ArrayBuffer | ReadableStream> {
  if (!isShort) return web.ReadableStream.from(body) as ReadableStream;
  try {
    return await body.arrayBuffer();
  } catch {
    throw unreachable("The booking bridge broke off its answer");
  }
}

/** The client of Node's own fetch, without what fetch adds: a fifth of its work, on connections that stay open. */
async function ask(body: string, requestId: string): Promise<Dispatcher.ResponseData> {
  const { bridgeEndpoint, bridgeToken } = environment();
  const headers = {
    "content-type": "application/json",
    "x-request-id": requestId,
    ...(bridgeToken !== undefined && { authorization: `Bearer ${bridgeToken}` }),
  };
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), silenceLimitMs);
  try {
    return await request(bridgeEndpoint, { method: "POST", headers, body, signal: abort.signal });
  } catch {
    throw unreachable(
      abort.signal.aborted
        ? `The booking bridge did not answer within ${silenceLimitMs / 1000} seconds`
        : "The booking bridge does not answer",
    );
  } finally {
    clearTimeout(timer);
  }
}

function unreachable(what: string): Failure {
  const { origin } = environment().bridgeEndpoint;
  return new Failure(
    502,
    "bridge_unreachable",
    `${what} at ${origin}. Start it with \`./scripts/start\` (in containers \`docker compose up\`), then try again.`,
  );
}
