// Servers that `start` runs: each in a process group of its own, all stopped together.
const { spawn } = require("node:child_process");
const { once } = require("node:events");
const net = require("node:net");
const { setTimeout: sleep } = require("node:timers/promises");

const servers = new Set();
let stopping = false;

/** Reads a port and refuses one in use, because the program that has it would answer in place of ours. */
async function freePort(name, preset) {
  const port = Number(process.env[name] || preset) || NaN;
  const probe = net.createServer().listen(port, "127.0.0.1");
  await once(probe, "listening").catch(({ message }) => Promise.reject(new Error(`${message}: set ${name}`)));
  probe.close();
  return String(port);
}

/** Starts a server and waits until `url` answers. Its process group is its own, so that Ctrl-C reaches it through `stop` only. */
async function serve(name, command, args, url, options) {
  const server = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], detached: true, ...options });
  servers.add(server);
  server.ended = once(server, "exit").then(() => servers.delete(server) && stop(1, `${name} has stopped: its last lines say why`));
  while (!(await fetch(url).then(({ ok }) => ok, () => false))) await sleep(100);
  return server;
}

/** Stops one server, after which its end is no failure. */
async function end(server) {
  servers.delete(server);
  process.kill(-server.pid);
  await server.ended;
}

/** Stops all servers and the program. */
async function stop(code, message) {
  if (stopping) return;
  stopping = true;
  if (message) console.error(`start: ${message}`);
  for (const { pid } of servers) process.kill(-pid);
  await Promise.all([...servers].map((server) => once(server, "exit")));
  process.exit(code);
}

module.exports = { end, freePort, serve, stop };
