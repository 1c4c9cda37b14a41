// Fails when the page's own HTML names more JavaScript than it should, compressed. What the browser
// then asks for by itself (the first tab's code, the calendar, the toaster) is not counted here: the
// whole first load is larger than this figure. Needs `npm run build` first.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { gzipSync } from "node:zlib";

const limitKb = 190;
const web = new URL("..", import.meta.url);

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function readPage(port, server) {
  for (;;) {
    if (server.exitCode !== null) throw new Error("The built server does not start.");
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer) return answer.text();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const port = await freePort();
const server = spawn(process.execPath, [".next/standalone/server.js"], {
  cwd: web,
  env: { ...process.env, HOSTNAME: "127.0.0.1", PORT: String(port) },
  stdio: ["ignore", "ignore", "inherit"],
});
let page;
try {
  page = await readPage(port, server);
} finally {
  server.kill();
}

const modern = page.replaceAll(/<script[^>]*nomodule[^>]*>/gi, "");
const scripts = [...new Set(modern.match(/\/_next\/static\/[^"'\\]+?\.js/g))];
const sizes = scripts.map((path) => {
  const file = new URL(`.next/${path.slice("/_next/".length)}`, web);
  return { path, kb: gzipSync(readFileSync(file)).length / 1000 };
});
const total = sizes.reduce((sum, { kb }) => sum + kb, 0);
for (const { path, kb } of sizes.toSorted((a, b) => b.kb - a.kb)) {
  console.log(`${kb.toFixed(1).padStart(7)} kB  ${path}`);
}
console.log(`${total.toFixed(1).padStart(7)} kB  in all; at most ${limitKb} kB`);
if (scripts.length === 0 || total > limitKb) process.exitCode = 1;
