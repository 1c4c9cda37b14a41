import { second } from "@/lib/durations";

/** The records to read again. */
export interface Change {
  readonly bookings: readonly number[];
  readonly accounts: readonly number[];
  readonly plans?: readonly number[];
  readonly slots?: readonly { readonly location: string; readonly date: string }[];
  readonly engine: boolean;
}

/** `resync` means that anything may have changed, `lost` that changes are not received at the moment. */
export type LiveEvent =
  | { readonly kind: "resync" }
  | { readonly kind: "lost" }
  | { readonly kind: "change"; readonly change: Change };

type Listener = (event: LiveEvent) => void;

/** The name of the lock and of the channel that the tabs of a browser share. */
const name = "booking-events";

/** The waits before a new try after the server refused the stream. */
const firstWait = second;
const longestWait = 30 * second;

/**
 * Receives what changes at the bridge, until the returned function is called. A browser opens at most 6 connections
 * to a server, so one visible tab holds the stream under a lock and tells the others. A hidden tab gives the lock
 * up. Without a secure context there are no locks, and each visible tab holds a stream.
 */
export function receiveEvents(listener: Listener): () => void {
  const channel = new BroadcastChannel(name);
  channel.addEventListener("message", ({ data }: MessageEvent<LiveEvent>) => listener(data));
  const publish: Listener = (event) => {
    listener(event);
    channel.postMessage(event);
  };
  let turn: AbortController | undefined;
  const update = () => {
    if (document.hidden) {
      turn?.abort();
      turn = undefined;
    } else if (!turn) {
      turn = new AbortController();
      void takeTurn(publish, turn.signal);
    }
  };
  const show = () => {
    // Changes may have been missed while no tab was visible.
    if (!document.hidden) listener({ kind: "resync" });
    update();
  };
  document.addEventListener("visibilitychange", show);
  update();
  return () => {
    document.removeEventListener("visibilitychange", show);
    turn?.abort();
    channel.close();
  };
}

async function takeTurn(publish: Listener, signal: AbortSignal): Promise<void> {
  const hold = () => holdStream(publish, signal);
  // Missing outside of secure contexts, whatever the type says.
  const locks = (navigator as Partial<Navigator>).locks;
  if (!locks) return hold();
  // Rejects if the tab gives up before its turn.
  await locks.request(name, { signal }, hold).catch(() => undefined);
}

/** Keeps the stream open until `signal` aborts. The browser itself reconnects after a break, but not after a refusal. */
function holdStream(publish: Listener, signal: AbortSignal): Promise<void> {
  let wait = firstWait;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;
  const open = () => {
    const stream = new EventSource("/api/events");
    source = stream;
    stream.addEventListener("hello", () => {
      wait = firstWait;
      publish({ kind: "resync" });
    });
    stream.addEventListener("resync", () => publish({ kind: "resync" }));
    stream.addEventListener("change", ({ data }: MessageEvent<string>) =>
      publish({ kind: "change", change: JSON.parse(data) as Change }),
    );
    stream.addEventListener("error", () => {
      publish({ kind: "lost" });
      if (stream.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, wait);
      wait = Math.min(2 * wait, longestWait);
    });
  };
  open();
  return new Promise((resolve) => {
    const close = () => {
      clearTimeout(timer);
      source?.close();
      resolve();
    };
    if (signal.aborted) close();
    else signal.addEventListener("abort", close, { once: true });
  });
}
