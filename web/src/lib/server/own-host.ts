import "server-only";
import { environment } from "./environment";
import { Failure } from "./failure";
import { hostName } from "./host-name";

/**
 * The refusal of a request that names a host which is not ours. To the browser, a foreign page whose
 * name is made to point at this machine (DNS rebinding) is our own page; only `Host` still tells.
 */
export function foreignHost(headers: Headers): Failure | undefined {
  const name = hostName(headers.get("host") ?? "");
  if (name !== undefined && environment().hosts.has(name)) return undefined;
  return new Failure(
    403,
    "forbidden_host",
    "This Host is not one that the web app answers to: use localhost, or name the host in WEB_ALLOWED_HOSTS.",
  );
}
