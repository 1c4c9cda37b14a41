import "server-only";

/** The bridge keeps lists of slots for this time. */
const intervalMs = 30_000;

/** Begins with the first response as an event, then calls again at each interval, until the browser disconnects. */
export function repeat(first: Response, again: () => Promise<Response>, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = async (response: Response) => {
        const event = response.ok ? "slots" : "failure";
        // JSON of the bridge has no line breaks.
        const data = await response.text();
        if (signal.aborted) return;
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${data}\n\n`));
        timer = setTimeout(next, intervalMs);
      };
      const next = () => {
        again().then(send).catch((error: unknown) => signal.aborted || controller.error(error));
      };
      void send(first);
    },
    cancel: stop,
  });
  signal.addEventListener("abort", stop, { once: true });
  const headers = { "content-type": "text/event-stream", "cache-control": "no-store, no-transform" };
  return new Response(body, { headers });
}
