import "server-only";
import { z } from "zod";

const schema = z.object({
  BRIDGE_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:8008"),
  BRIDGE_TOKEN: z.string().min(1).optional(),
});

export interface Environment {
  /** The bridge's one door. */
  readonly bridgeEndpoint: URL;
  readonly bridgeToken: string | undefined;
}

let parsed: Environment | undefined;

/** The settings of this process, read once. Throws a sentence for the operator when one is wrong. */
export function environment(): Environment {
  parsed ??= parse(process.env);
  return parsed;
}

function parse(variables: NodeJS.ProcessEnv): Environment {
  // An empty variable is how compose files and shells write an absent one.
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = schema.safeParse(present);
  if (!result.success) {
    throw new Error(`The web app's settings are wrong:\n${z.prettifyError(result.error)}`);
  }
  const { BRIDGE_URL, BRIDGE_TOKEN } = result.data;
  return {
    bridgeEndpoint: new URL("/api/python/bookings", BRIDGE_URL),
    bridgeToken: BRIDGE_TOKEN,
  };
}
