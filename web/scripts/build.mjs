// Builds the web app as a standalone server. Next leaves its static files to a CDN; this server serves them
// itself, so they are copied into it.
import { execFileSync } from "node:child_process";
import { cpSync, utimesSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const web = new URL("..", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, web));
const begun = new Date();

execFileSync(process.execPath, [path("node_modules/next/dist/bin/next"), "build"], {
  cwd: web,
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  stdio: "inherit",
});
cpSync(path(".next/static"), path(".next/standalone/.next/static"), { recursive: true });
// Marks the build as complete. scripts/start builds again if the mark is missing or older than a source.
writeFileSync(path(".next/complete"), "");
utimesSync(path(".next/complete"), begun, begun);
