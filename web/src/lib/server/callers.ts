import "server-only";
import { environment, hostName } from "./environment";
import { Failure } from "./failure";

/**
 * Refuses a request whose Host is not one of ours. After DNS rebinding the browser takes a foreign page for
 * our own, and only the Host header still shows the difference.
 */
export function refuseForeignHost(headers: Headers): void {
  const name = hostName(headers.get("host") ?? "");
  if (name !== undefined && environment().hosts.has(name)) return;
  throw new Failure(403, "forbidden_host", "Host not allowed. Use localhost, or add the host to WEB_ALLOWED_HOSTS.");
}

/**
 * Refuses a request from another site's page, reads included: the page could not read the response but could
 * time it. Browsers send `Sec-Fetch-Site` over HTTPS and to localhost, and `Origin` with every write. Programs
 * such as curl send neither.
 */
export function refuseCrossSite(headers: Headers): void {
  if (!isCrossSite(headers)) return;
  throw new Failure(403, "forbidden_origin", "Pages of another site may not call this site's API.");
}

function isCrossSite(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  // The browser's own comparison holds whatever a reverse proxy makes of Host.
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  if (origin === null) return false;
  const from = URL.canParse(origin) ? normalizedHost(new URL(origin).host) : "";
  return from === "" || from !== normalizedHost(headers.get("host") ?? "");
}

/** A host and port for comparison. A reverse proxy may add or drop the default port. */
function normalizedHost(host: string): string {
  return host.trim().toLowerCase().replace(/:(80|443)$/, "").replace(/\.(?=:\d+$|$)/, "");
}
