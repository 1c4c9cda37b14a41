import type { ChildProcess } from "node:child_process";

/** Everything that a program writes to its two streams, in the order in which it came. */
export class Output {
  private readonly chunks: Buffer[] = [];

  /** With `echo`, what the program complains about is seen beside the test's own output as well. */
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
