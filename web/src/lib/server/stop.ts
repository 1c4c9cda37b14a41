import "server-only";

/** Next's exit status after a graceful stop by SIGTERM. */
const stoppedByNext = 143;

let stopping: AbortController | undefined;

/** Aborts with `signal`, or when the server is asked to stop: Next waits until every response has ended, and a stream has no end. */
export function untilStop(signal: AbortSignal): AbortSignal {
  stopping ??= abortedBy("SIGINT", "SIGTERM");
  return AbortSignal.any([signal, stopping.signal]);
}

function abortedBy(...names: readonly NodeJS.Signals[]): AbortController {
  const controller = new AbortController();
  for (const name of names) process.once(name, () => controller.abort());
  return controller;
}

/** Exits with 0 after a graceful stop. Container engines and systemd take any other status for a failure. */
export function exitCleanly(): void {
  process.on("exit", (code) => {
    if (code === stoppedByNext) process.exitCode = 0;
  });
}
