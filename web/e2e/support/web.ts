import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { filesBelow } from "../../tests/support/files";
import { Output } from "../../tests/support/output";

const server = path.resolve(import.meta.dirname, "../../.next/standalone/server.js");

/** The built web app on a port of its own, in front of the bridge at the given address. */
export class Web {
  readonly output = new Output();

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(
    port: number,
    bridgeUrl: string,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<Web> {
    if (!existsSync(server)) throw new Error("The web app is not built: run `npm run build` first.");
    const child = spawn(process.execPath, [server], {
      env: {
        // Nothing of this process's environment: a setting of the machine's would change the test.
        NODE_ENV: "production",
        HOSTNAME: "127.0.0.1",
        PORT: String(port),
        BRIDGE_URL: bridgeUrl,
        ...settings,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const web = new Web(`http://127.0.0.1:${port}`, child);
    web.output.listen(child, true);
    await web.ready();
    return web;
  }

  /** Asks it to stop. Returns its exit status, `null` if a signal ended it. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null) {
      const gone = once(this.child, "exit");
      this.child.kill("SIGTERM");
      await gone;
    }
    return this.child.exitCode;
  }

  /** The files of its build, and those that it wrote beside them. */
  files(): Map<string, Buffer> {
    return filesBelow(path.join(path.dirname(server), ".next"));
  }

  private async ready(): Promise<void> {
    for (;;) {
      if (this.child.exitCode !== null) throw new Error("The built web app does not start.");
      const answer = await fetch(this.url).catch(() => undefined);
      if (answer?.ok) return;
      // Between two looks the server needs the processor; the test's own timeout ends the waiting.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
