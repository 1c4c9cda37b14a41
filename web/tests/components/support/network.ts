import { getResponse, http, HttpResponse } from "msw";
import { answer } from "./backend";
import { routes, server } from "./routes";

type Method = "get" | "post" | "put" | "delete";

/** Keeps such requests waiting, as a slow server does; the result lets them go on. */
export function hold(method: Method, path: string): () => void {
  const gate = new EventTarget();
  const opened = new Promise<undefined>((resolve) => {
    gate.addEventListener("open", () => resolve(undefined));
  });
  // A handler that gives nothing leaves the request to the next one.
  server.use(http[method](path, () => opened));
  return () => void gate.dispatchEvent(new Event("open"));
}

/** Refuses the next such requests as a golden example does, until `recover`. */
export function refuse(method: Method, path: string, example = "errors/invalid_field"): void {
  server.use(http[method](path, () => answer(example)));
}

/** Carries out the next such request, whose answer then is lost, or is another one. */
export function loseAnswer(method: Method, path: string, instead = () => HttpResponse.error() as Response): void {
  server.use(
    http[method](
      path,
      async ({ request }) => {
        await getResponse(routes, request.clone());
        return instead();
      },
      { once: true },
    ),
  );
}

/** Nothing answers behind the web server, until `recover`. */
export function loseBridge(): void {
  const body = { success: false, code: "bridge_unreachable", message: "The booking bridge does not answer." };
  server.use(http.all("/api/*", () => HttpResponse.json(body, { status: 502 })));
}

/** From now on every request is answered again. */
export function recover(): void {
  server.resetHandlers();
}
