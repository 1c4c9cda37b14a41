import { ApiError } from "./error";
import type { ErrorBody } from "./types";

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

interface Options {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly query?: Query;
  readonly body?: object;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/**
 * Calls one of this site's routes. The body of a success is not validated, because `Answer` is generated from
 * the bridge's OpenAPI document. Throws an `ApiError`, or the `AbortError` of a cancelled request.
 */
export async function api<Answer>(path: `/api/${string}`, options: Options = {}): Promise<Answer> {
  const response = await send(withQuery(path, options.query), options);
  const body = await readBody(response);
  if (response.ok) return body as Answer;
  throw failureOf(response, body);
}

/** The path with the query's members. Leaves out those that are null, undefined or empty. */
export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

async function send(url: string, options: Options): Promise<Response> {
  const { method = "GET", body, idempotencyKey, signal } = options;
  const headers = new Headers({ accept: "application/json" });
  if (body !== undefined) headers.set("content-type", "application/json");
  if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
  try {
    return await fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    throw networkFailure(error);
  }
}

async function readBody(response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw networkFailure(error);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(response, cause);
  }
}

function networkFailure(error: unknown): unknown {
  // The caller cancelled the request, so there is no error to show.
  if (error instanceof DOMException && error.name === "AbortError") return error;
  const message = "The server cannot be reached. Check your connection, then try again.";
  return new ApiError({ code: "network", message, status: 0 }, { cause: error });
}

function failureOf(response: Response, body: unknown): ApiError {
  if (!isErrorBody(body)) return unreadable(response);
  return new ApiError({
    code: body.code,
    message: body.message,
    status: response.status,
    field: body.field ?? undefined,
    conflicts: body.conflicts ?? undefined,
    requestId: requestIdOf(response),
  });
}

function unreadable(response: Response, cause?: unknown): ApiError {
  return new ApiError(
    {
      code: "unreadable_answer",
      message: `The server's response cannot be read (status ${response.status}). Try again in a moment.`,
      status: response.status,
      requestId: requestIdOf(response),
    },
    { cause },
  );
}

function isErrorBody(body: unknown): body is ErrorBody {
  return (
    typeof body === "object" &&
    body !== null &&
    "message" in body &&
    typeof body.message === "string" &&
    "code" in body
  );
}

function requestIdOf(response: Response): string | undefined {
  return response.headers.get("x-request-id") ?? undefined;
}
