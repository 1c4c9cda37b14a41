import "server-only";
import { environment, hostName } from "./environment";
import { Failure } from "./failure";

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

/**
 * Refuses what another site's page asks through a visitor's browser. It could not read the answer to
 * a read, but could make us work and time it. Browsers name the page in `Origin` and its relation to
 * us in `Sec-Fetch-Site`; programs such as curl send neither.
 */
export function refuseCrossSite(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const foreignSite = site !== null && site !== "same-origin" && site !== "none";
  const foreignOrigin = origin !== null && hostOf(origin) !== request.headers.get("host");
  if (foreignSite || foreignOrigin) {
    throw new Failure(
      403,
      "forbidden_origin",
      "This request came from another site's page. Only this site's own pages may read and change bookings and accounts.",
    );
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
