// Builds the web app as a server that needs nothing else. Next leaves out of it the files that a content network could serve;
// here the server serves them itself, so they go beside it.
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
// A build that is cut off before this is not whole, and scripts/start makes it anew; as when a source is changed meanwhile.
writeFileSync(path(".next/complete"), "");
utimesSync(path(".next/complete"), begun, begun);
