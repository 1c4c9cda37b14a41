import "server-only";
import type { Action } from "@/lib/api/types";
import { AnswerReceiver } from "./answer-receiver";
import type { Arguments } from "./arguments";
import { connectionsFor } from "./connections";
import { environment } from "./environment";
import { Failure } from "./failure";

/** Asks the bridge and passes its answer on as it comes, not parsed. */
export function callBridge(action: Action, args: Arguments, requestId: string): Promise<Response> {
  const { bridgeEndpoint, bridgeToken } = environment();
  const headers = {
    "content-type": "application/json",
    "x-request-id": requestId,
    ...(bridgeToken !== undefined && { authorization: `Bearer ${bridgeToken}` }),
  };
  const { origin, pathname: path } = bridgeEndpoint;
  const { dispatcher, idempotent } = connectionsFor(action, args);
  const body = JSON.stringify({ ...args, action });
  return new Promise((resolve, reject) => {
    const receiver = new AnswerReceiver(resolve, (what) => reject(unreachable(what)));
    dispatcher.dispatch({ origin, path, method: "POST", headers, body, idempotent }, receiver);
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
