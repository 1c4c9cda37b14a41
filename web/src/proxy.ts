import { type NextRequest, NextResponse } from "next/server";
import {
  apiContentSecurityPolicy,
  pageContentSecurityPolicy,
} from "@/lib/security/content-security-policy";
import type { Failure } from "@/lib/server/failure";
import { foreignHost } from "@/lib/server/callers";

/**
 * Every page view is asked for by one of our own names and gets a nonce of its own, which Next puts
 * on the scripts it writes.
 */
export function proxy(request: NextRequest): NextResponse {
  const refusal = foreignHost(request.headers);
  if (refusal) return refused(refusal);
  const nonce = btoa(crypto.randomUUID());
  const policy = pageContentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function refused({ message, status }: Failure): NextResponse {
  const headers = {
    "cache-control": "no-store",
    "content-security-policy": apiContentSecurityPolicy,
    "content-type": "text/plain; charset=utf-8",
  };
  return new NextResponse(`${message}\n`, { status, headers });
}

// The API's routes ask for themselves (lib/server/route.ts): here Next would first take in the whole
// body, far beyond the limit, and every call would cost a third more. Static files tell nothing.
export const config = {
  matcher: ["/((?!api/|_next/static/|favicon\\.ico$|icon\\.svg$).*)"],
};
