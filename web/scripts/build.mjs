// Builds the web app as a standalone server. Next leaves its static files to a CDN; this server serves them
// itself, so they are copied into it.
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const web = new URL("..", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, web));
const begun = new Date();

execFileSync(process.execPath, [path("node_modules/next/dist/bin/next"), "build"], {
  cwd: web,
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  stdio: "inherit",
});
compileEarly();
cpSync(path(".next/static"), path(".next/standalone/.next/static"), { recursive: true });
// Marks the build as complete. scripts/start builds again if the mark is missing or older than a source.
writeFileSync(path(".next/complete"), "");
utimesSync(path(".next/complete"), begun, begun);

/**
 * Tells the browser to compile the whole script where it is read, on a thread of its own. It would otherwise compile each
 * function when it is first called, which blocks the page. Chromium reads the comment, others ignore it.
 */
function compileEarly() {
  const hint = "//# allFunctionsCalledOnLoad\n";
  const folder = path(".next/static/chunks/");
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".js"))) {
    writeFileSync(folder + name, hint + readFileSync(folder + name, "utf8"));
  }
}
