import "server-only";
import { z } from "zod";

const ownHosts = ["localhost", "127.0.0.1", "[::1]"];

const allowedHost = z.string().transform((text, context) => {
  const name = hostName(text);
  if (name !== undefined) return name;
  context.addIssue("Use a host name, as in booking.example or 192.168.1.5.");
  return z.NEVER;
});

const schema = z.object({
  BRIDGE_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:8008"),
  BRIDGE_TOKEN: z.string().min(1).optional(),
  WEB_ALLOWED_HOSTS: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(allowedHost))
    .default([]),
});

interface Environment {
  /** The URL of the bridge's only endpoint for actions. */
  readonly bridgeEndpoint: URL;
  readonly bridgeToken: string | undefined;
  /** The values of the Host header that this server accepts, without ports. */
  readonly hosts: ReadonlySet<string>;
}

let parsed: Environment | undefined;

/** The settings of this process, read once. Throws with a sentence for the operator if one is invalid. */
export function environment(): Environment {
  parsed ??= parse(process.env);
  return parsed;
}

function parse(variables: NodeJS.ProcessEnv): Environment {
  // Compose files and shells write an absent variable as an empty one.
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = schema.safeParse(present);
  if (!result.success) {
    throw new Error(`The web app's settings are wrong:\n${z.prettifyError(result.error)}`);
  }
  const { BRIDGE_URL, BRIDGE_TOKEN, WEB_ALLOWED_HOSTS } = result.data;
  return {
    bridgeEndpoint: new URL("/api/python/bookings", BRIDGE_URL),
    bridgeToken: BRIDGE_TOKEN,
    hosts: new Set([...ownHosts, ...WEB_ALLOWED_HOSTS]),
  };
}

/**
 * The name in a Host header or a setting, in lower case, without its port and the dot of a fully qualified name.
 * Undefined if it is not valid.
 */
export function hostName(text: string): string | undefined {
  return /^([\w.-]*[\w-]|\[[\da-f:.]+\])\.?(?::\d*)?$/.exec(text.trim().toLowerCase())?.[1];
}
