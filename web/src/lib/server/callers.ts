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
 * time it. Browsers send `Origin` and `Sec-Fetch-Site`; programs such as curl send neither.
 */
export function refuseCrossSite(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  const foreignSite = site !== null && site !== "same-origin" && site !== "none";
  const foreignOrigin = origin !== null && hostOf(origin) !== headers.get("host");
  if (foreignSite || foreignOrigin) {
    throw new Failure(403, "forbidden_origin", "Pages of another site may not call this site's API.");
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
