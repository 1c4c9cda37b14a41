import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { filesBelow } from "./files";
import { Output } from "./output";

const repository = path.resolve(import.meta.dirname, "../../..");

/** The path of the built bridge. Throws if there is none, because the tests need it. */
export function binary(): string {
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

/** A bridge process with its own port and empty database. */
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

  /** Calls an action of the bridge directly. */
  async act(body: object): Promise<Response> {
    return fetch(`${this.url}/api/python/bookings`, {
      method: "POST",
      headers: { "content-type": "application/json", ...this.credentials() },
      body: JSON.stringify(body),
    });
  }

  /** The bridge's metrics. */
  async metrics(): Promise<string> {
    return (await fetch(`${this.url}/metrics`, { headers: this.credentials() })).text();
  }

  /** The files in the database's folder. */
  files(): Map<string, Buffer> {
    return filesBelow(this.folder);
  }

  /** Stops the process and keeps its database. */
  async goAway(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await gone;
  }

  /** Starts the bridge again with the same port and database. */
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
        // Without this process's environment, whose settings could change the test.
        NODE_ENV: process.env.NODE_ENV,
        RUST_LOG: "warn",
        BRIDGE_LISTEN: new URL(this.url).host,
        BRIDGE_DATABASE: path.join(this.folder, "bookings.db"),
        ...this.settings,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // A test that sets its own log level reads the log itself.
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
      // Leaves the processor to the bridge. The test's timeout ends the loop.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
