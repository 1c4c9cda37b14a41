import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { filesBelow } from "./files";
import { Output } from "./output";

const repository = path.resolve(import.meta.dirname, "../../..");

/** The bridge's built binary. A test without it would prove nothing, so its absence is an error. */
function binary(): string {
  const { BRIDGE_BIN: file = path.join(repository, "target/debug/bridge") } = process.env;
  if (existsSync(file)) return file;
  throw new Error(`There is no bridge at ${file}. Build it with: cargo build -p bridge`);
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port to listen on");
  return address.port;
}

/** The real bridge on a port and an empty database of its own. */
export class Bridge {
  readonly output = new Output();
  private child: ChildProcess;

  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {
    this.child = this.spawn();
  }

  static async start(port: number, settings: Record<string, string> = {}): Promise<Bridge> {
    const folder = mkdtempSync(path.join(tmpdir(), "booking-web-"));
    const bridge = new Bridge(`http://127.0.0.1:${port}`, folder, settings);
    await bridge.ready();
    return bridge;
  }

  /** Does an action at the bridge itself, past the web's routes. */
  async act(body: object): Promise<Response> {
    return fetch(`${this.url}/api/python/bookings`, {
      method: "POST",
      headers: { "content-type": "application/json", ...this.credentials() },
      body: JSON.stringify(body),
    });
  }

  /** The numbers for whoever watches the bridge. */
  async metrics(): Promise<string> {
    return (await fetch(`${this.url}/metrics`, { headers: this.credentials() })).text();
  }

  /** The database's folder: the file itself and all that the bridge puts beside it. */
  files(): Map<string, Buffer> {
    return filesBelow(this.folder);
  }

  /** Ends the process. Its port stays silent and its database stays where it is. */
  async goAway(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await gone;
  }

  /** The same bridge again: on the same port, with the same database. */
  async comeBack(): Promise<void> {
    this.child = this.spawn();
    await this.ready();
  }

  async stop(): Promise<void> {
    await this.goAway();
    rmSync(this.folder, { recursive: true });
  }

  private credentials(): Record<string, string> {
    const { BRIDGE_TOKEN: token } = this.settings;
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  private spawn(): ChildProcess {
    const child = spawn(binary(), {
      env: {
        // Nothing of this process's environment: a setting of the machine's would change the test.
        NODE_ENV: process.env.NODE_ENV,
        RUST_LOG: "warn",
        BRIDGE_LISTEN: new URL(this.url).host,
        BRIDGE_DATABASE: path.join(this.folder, "bookings.db"),
        ...this.settings,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // Who asks for another log than warnings reads it, too.
    this.output.listen(child, this.settings.RUST_LOG === undefined);
    return child;
  }

  private async ready(): Promise<void> {
    for (;;) {
      if (this.child.exitCode !== null) {
        throw new Error(`The bridge stopped with status ${this.child.exitCode}.`);
      }
      const answer = await fetch(`${this.url}/ready`).catch(() => undefined);
      if (answer?.ok) return;
      // Between two looks the bridge needs the processor; the test's own timeout ends the waiting.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
