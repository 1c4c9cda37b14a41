import "server-only";
import type { Action } from "@/lib/api/types";
import type { Arguments } from "./arguments";
import { environment } from "./environment";
import { Failure } from "./failure";

const silenceLimitMs = 10_000;

/** Answers that the browser gets to see; everything else about the bridge stays here. */
const passedOn = ["content-type", "retry-after"];

/**
 * Asks the bridge and passes its answer on as it comes, byte by byte: a list of any length streams
 * through without being held here. Node's fetch keeps the connections to the bridge open.
 */
export async function callBridge(
  action: Action,
  args: Arguments,
  requestId: string,
): Promise<Response> {
  const answer = await ask(JSON.stringify({ ...args, action }), requestId);
  if (!answer.headers.get("content-type")?.startsWith("application/json")) {
    await answer.body?.cancel();
    throw unreachable("Something other than the booking bridge answers");
  }
  const headers = new Headers();
  for (const name of passedOn) {
    const value = answer.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(answer.body, { status: answer.status, headers });
}

async function ask(body: string, requestId: string): Promise<Response> {
  const { bridgeEndpoint, bridgeToken } = environment();
  const headers = new Headers({
    "content-type": "application/json",
    // The bridge is next door: compressing what we only pass on would cost more than it saves.
    "accept-encoding": "identity",
    "x-request-id": requestId,
  });
  if (bridgeToken !== undefined) headers.set("authorization", `Bearer ${bridgeToken}`);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), silenceLimitMs);
  try {
    const { signal } = abort;
    return await fetch(bridgeEndpoint, {
      method: "POST",
      headers,
      body,
      signal,
      redirect: "error",
      cache: "no-store",
    });
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
