import "server-only";

/** The bridge keeps lists of slots for this time. */
const intervalMs = 30_000;

/** Begins with the first response as an event, then calls again at each interval, until the signal aborts. */
export function repeat(first: Response, again: () => Promise<Response>, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let open = true;
  const stop = () => {
    open = false;
    clearTimeout(timer);
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const end = (finish: () => void) => {
        if (!open) return;
        stop();
        finish();
      };
      const send = async (response: Response) => {
        const event = response.ok ? "slots" : "failure";
        // JSON of the bridge has no line breaks.
        const data = await response.text();
        if (!open) return;
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${data}\n\n`));
        timer = setTimeout(next, intervalMs);
      };
      const fail = (error: unknown) => end(() => controller.error(error));
      const next = () => {
        again().then(send).catch(fail);
      };
      signal.addEventListener("abort", () => end(() => controller.close()), { once: true });
      send(first).catch(fail);
    },
    cancel: stop,
  });
  const headers = { "content-type": "text/event-stream", "cache-control": "no-store, no-transform" };
  return new Response(body, { headers });
}
