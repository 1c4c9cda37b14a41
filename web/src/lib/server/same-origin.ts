import "server-only";
import { Failure } from "./failure";

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
