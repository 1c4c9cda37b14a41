import path from "node:path";
import type { NextConfig } from "next";
import { apiContentSecurityPolicy } from "./src/lib/security/content-security-policy";

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  },
];

const config: NextConfig = {
  output: "standalone",
  // Without a root, Next guesses one, because the repository also has a Rust workspace.
  outputFileTracingRoot: path.resolve(import.meta.dirname),
  turbopack: { root: path.resolve(import.meta.dirname) },
  poweredByHeader: false,
  reactStrictMode: true,
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: everywhere },
      {
        source: "/api/:path*",
        headers: [
          { key: "Content-Security-Policy", value: apiContentSecurityPolicy },
          { key: "Cache-Control", value: "no-store" },
        ],
      },
      { source: "/api/calendar/:file", headers: [{ key: "Cache-Control", value: "private, no-cache" }] },
      // Next would buffer a stream to compress it.
      ...["/api/events", "/api/slots/monitor"].map((source) => ({
        source,
        headers: [{ key: "Cache-Control", value: "no-store, no-transform" }],
      })),
    ]),
};

export default config;
