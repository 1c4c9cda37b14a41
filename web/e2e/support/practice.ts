import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { binary, freePort } from "../../tests/support/bridge";
import { Output } from "../../tests/support/output";

const profiles = path.resolve(import.meta.dirname, "../../../bridge/profiles");

/** A practice facility on a port of its own, and a profile that leads the bridge to it. */
export class Practice {
  private child: ChildProcess;

  private constructor(
    /** The profile's path, for BRIDGE_FACILITY. */
    readonly profile: string,
    private readonly url: string,
    private readonly x1MinutesAhead: number,
  ) {
    this.child = this.run();
  }

  /** Starts a facility that opens X1 so many minutes ahead. */
  static async start(x1MinutesAhead: number): Promise<Practice> {
    const url = `http://127.0.0.1:${await freePort()}`;
    const profile = path.join(mkdtempSync(path.join(tmpdir(), "booking-practice-")), "practice.toml");
    const text = readFileSync(path.join(profiles, "practice.toml"), "utf8")
      .replace(/^url = .*$/m, `url = "${url}"`)
      .replace(/(name = "X1"\n(?:.+\n)*?opens_minutes_ahead = )\d+/, `$1${x1MinutesAhead}`);
    writeFileSync(profile, text);
    const practice = new Practice(profile, url, x1MinutesAhead);
    await practice.ready();
    return practice;
  }

  /** The reservations of each member. */
  async state(): Promise<unknown> {
    return (await fetch(`${this.url}/practice/state`)).json();
  }

  /** Nothing answers at its address until it comes back. */
  async goAway(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await gone;
  }

  async comeBack(): Promise<void> {
    this.child = this.run();
    await this.ready();
  }

  async stop(): Promise<void> {
    await this.goAway();
    rmSync(path.dirname(this.profile), { recursive: true });
  }

  private run(): ChildProcess {
    const state = path.join(path.dirname(this.profile), "state.json");
    const args = ["--listen", new URL(this.url).host, "--open-ahead", `X1=${this.x1MinutesAhead}`, "--state", state];
    const program = path.join(path.dirname(binary()), "practice-facility");
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    new Output().listen(child, false);
    return child;
  }

  private async ready(): Promise<void> {
    for (;;) {
      if (this.child.exitCode !== null) throw new Error(`The practice facility stopped with status ${this.child.exitCode}.`);
      if (await fetch(`${this.url}/practice/state`).then(({ ok }) => ok, () => false)) return;
      // Leaves the processor to the facility. The test's timeout ends the loop.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
