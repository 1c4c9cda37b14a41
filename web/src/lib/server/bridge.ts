import "server-only";
import { Agent } from "undici";
import type { Action } from "@/lib/api/types";
import { AnswerReceiver } from "./answer-receiver";
import type { Arguments } from "./arguments";
import { environment } from "./environment";
import { Failure } from "./failure";

/** Keeps connections to the bridge open. */
const connections = new Agent();

/** Asks the bridge and passes its answer on as it comes, not parsed. */
export function callBridge(action: Action, args: Arguments, requestId: string): Promise<Response> {
  const { bridgeEndpoint, bridgeToken } = environment();
  const headers = {
    "content-type": "application/json",
    "x-request-id": requestId,
    ...(bridgeToken !== undefined && { authorization: `Bearer ${bridgeToken}` }),
  };
  const { origin, pathname: path } = bridgeEndpoint;
  const body = JSON.stringify({ ...args, action });
  return new Promise((resolve, reject) => {
    const receiver = new AnswerReceiver(resolve, (what) => reject(unreachable(what)));
    connections.dispatch({ origin, path, method: "POST", headers, body }, receiver);
  });
}

function unreachable(what: string): Failure {
  const { origin } = environment().bridgeEndpoint;
  return new Failure(
    502,
    "bridge_unreachable",
    `${what} at ${origin}. Start it with \`./scripts/start\` (in containers \`docker compose up\`), then try again.`,
  );
}
