import type { ChildProcess } from "node:child_process";

/** Everything that a process writes to stdout and stderr, in order. */
export class Output {
  private readonly chunks: Buffer[] = [];

  /** With `echo`, stderr also appears in the test's output. */
  listen({ stdout, stderr }: ChildProcess, echo: boolean): void {
    for (const stream of [stdout, stderr]) {
      stream?.on("data", (chunk: Buffer) => this.chunks.push(chunk));
    }
    if (echo) stderr?.pipe(process.stderr, { end: false });
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }
}
