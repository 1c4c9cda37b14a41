import { type NextRequest, NextResponse } from "next/server";
import {
  apiContentSecurityPolicy,
  pageContentSecurityPolicy,
} from "@/lib/security/content-security-policy";
import { refuseForeignHost } from "@/lib/server/callers";
import { Failure } from "@/lib/server/failure";

/** Refuses foreign hosts, and gives each page view a nonce, which Next puts on its scripts. */
export function proxy(request: NextRequest): NextResponse {
  try {
    refuseForeignHost(request.headers);
  } catch (error) {
    if (error instanceof Failure) return refusal(error);
    throw error;
  }
  const nonce = btoa(crypto.randomUUID());
  const policy = pageContentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function refusal({ message, status }: Failure): NextResponse {
  const headers = {
    "cache-control": "no-store",
    "content-security-policy": apiContentSecurityPolicy,
    "content-type": "text/plain; charset=utf-8",
  };
  return new NextResponse(`${message}\n`, { status, headers });
}

// The API's routes check the host themselves (lib/server/route.ts). If they passed through here, Next would
// read each body to its end first, however large. Static files need no check.
export const config = {
  matcher: ["/((?!api/|_next/static/|favicon\\.ico$|icon\\.svg$).*)"],
};
