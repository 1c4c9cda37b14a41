/**
 * The route handlers as Next calls them. Import this only after BRIDGE_URL is set: the handlers read
 * their settings once.
 */
import * as notFound from "@/app/api/[...path]/route";
import * as account from "@/app/api/accounts/[id]/route";
import * as accountBookings from "@/app/api/accounts/[id]/bookings/route";
import * as accountCalendar from "@/app/api/accounts/[id]/calendar/route";
import * as accountLogs from "@/app/api/accounts/[id]/logs/route";
import * as accountStats from "@/app/api/accounts/[id]/stats/route";
import * as accountToken from "@/app/api/accounts/[id]/token/route";
import * as summaries from "@/app/api/accounts/summaries/route";
import * as accounts from "@/app/api/accounts/route";
import * as booking from "@/app/api/bookings/[id]/route";
import * as attempt from "@/app/api/bookings/[id]/attempt/route";
import * as attempts from "@/app/api/bookings/[id]/attempts/route";
import * as draftExplanation from "@/app/api/bookings/explanation/route";
import * as explanation from "@/app/api/bookings/[id]/explanation/route";
import * as logs from "@/app/api/bookings/[id]/logs/route";
import * as allAttempts from "@/app/api/attempts/route";
import * as bookings from "@/app/api/bookings/route";
import * as search from "@/app/api/bookings/search/route";
import * as stats from "@/app/api/bookings/stats/route";
import * as upcoming from "@/app/api/bookings/upcoming/route";
import * as calendar from "@/app/api/calendar/[file]/route";
import * as engine from "@/app/api/engine/route";
import * as events from "@/app/api/events/route";
import * as slots from "@/app/api/slots/route";
import * as slotsMonitor from "@/app/api/slots/monitor/route";
import * as slotsRefresh from "@/app/api/slots/refresh/route";
import * as facility from "@/app/api/facility/route";
import * as notices from "@/app/api/notices/route";
import * as noticesTest from "@/app/api/notices/test/route";
import * as plan from "@/app/api/plans/[id]/route";
import * as plans from "@/app/api/plans/route";
import * as planPreview from "@/app/api/plans/preview/route";

type Handler = (
  request: Request,
  context: { params: Promise<{ id?: string; file?: string }> },
) => Promise<Response>;

// In Next's order: a fixed name before an id.
const routes: [RegExp, Partial<Record<string, Handler>>][] = [
  [/^\/api\/accounts$/, accounts],
  [/^\/api\/accounts\/summaries$/, summaries],
  [/^\/api\/accounts\/([^/]+)$/, account],
  [/^\/api\/accounts\/([^/]+)\/bookings$/, accountBookings],
  [/^\/api\/accounts\/([^/]+)\/calendar$/, accountCalendar],
  [/^\/api\/accounts\/([^/]+)\/logs$/, accountLogs],
  [/^\/api\/accounts\/([^/]+)\/stats$/, accountStats],
  [/^\/api\/accounts\/([^/]+)\/token$/, accountToken],
  [/^\/api\/attempts$/, allAttempts],
  [/^\/api\/bookings$/, bookings],
  [/^\/api\/bookings\/explanation$/, draftExplanation],
  [/^\/api\/bookings\/search$/, search],
  [/^\/api\/bookings\/stats$/, stats],
  [/^\/api\/bookings\/upcoming$/, upcoming],
  [/^\/api\/bookings\/([^/]+)$/, booking],
  [/^\/api\/bookings\/([^/]+)\/attempt$/, attempt],
  [/^\/api\/bookings\/([^/]+)\/attempts$/, attempts],
  [/^\/api\/bookings\/([^/]+)\/explanation$/, explanation],
  [/^\/api\/bookings\/([^/]+)\/logs$/, logs],
  [/^\/api\/calendar\/([^/]+)$/, calendar],
  [/^\/api\/engine$/, engine],
  [/^\/api\/events$/, events],
  [/^\/api\/facility$/, facility],
  [/^\/api\/slots$/, slots],
  [/^\/api\/slots\/monitor$/, slotsMonitor],
  [/^\/api\/slots\/refresh$/, slotsRefresh],
  [/^\/api\/notices$/, notices],
  [/^\/api\/notices\/test$/, noticesTest],
  [/^\/api\/plans$/, plans],
  [/^\/api\/plans\/preview$/, planPreview],
  [/^\/api\/plans\/([^/]+)$/, plan],
  [/^\/api\//, notFound],
];

export const site = "http://localhost:3000";

/** Sends a request to the web app's own routes. */
export async function call(method: string, path: string, init: RequestInit = {}): Promise<Response> {
  const url = new URL(path, site);
  for (const [pattern, module] of routes) {
    const match = pattern.exec(url.pathname);
    // Next answers HEAD with the handler of GET.
    const handler = match && module[method === "HEAD" ? "GET" : method];
    if (!handler) continue;
    const headers = new Headers(init.headers);
    if (!headers.has("host")) headers.set("host", url.host);
    const request = new Request(url, { ...init, method, headers });
    const [, id] = match;
    // A handler reads the name that its folder has.
    return handler(request, { params: Promise.resolve(id === undefined ? {} : { id, file: id }) });
  }
  throw new Error(`No route answers ${method} ${url.pathname}.`);
}

/** Sends a JSON body to the web app's own routes. */
export async function send(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  return call(method, path, {
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}
