import "server-only";
import { Failure } from "./failure";

const maxBytes = 256 * 1024;

/** Reads the request's body as a JSON object. Throws a `Failure` for any other body. */
export async function readJsonObject(request: Request): Promise<Record<string, unknown>> {
  requireJson(request);
  return parseObject(await readText(request));
}

/** Reads an optional body. A request without one gives an empty object. */
export async function readOptionalJsonObject(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request);
  if (text === "") return {};
  requireJson(request);
  return parseObject(text);
}

function requireJson(request: Request): void {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new Failure(
      415,
      "unsupported_media_type",
      "Send the body as JSON, with the header Content-Type: application/json.",
    );
  }
}

function parseObject(text: string): Record<string, unknown> {
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Failure(400, "invalid_json", "The body must be a JSON object, such as {}.");
  }
  return value as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(400, "invalid_json", "The body is not valid JSON.");
  }
}

/** Stops reading at the limit, whatever Content-Length says. */
async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = request.body?.getReader();
  let bytes = 0;
  let text = "";
  try {
    for (;;) {
      const chunk = await reader?.read();
      if (chunk?.value === undefined) return text + decoder.decode();
      bytes += chunk.value.byteLength;
      if (bytes > maxBytes) throw tooLarge();
      text += decoder.decode(chunk.value, { stream: true });
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(400, "invalid_json", "The body is not valid UTF-8 text.");
  } finally {
    // Drops the rest of a refused body. Cancelling an aborted body rejects.
    await reader?.cancel().catch(() => undefined);
  }
}

function tooLarge(): Failure {
  return new Failure(
    413,
    "payload_too_large",
    `The body is larger than ${maxBytes / 1024} KiB. Send fewer or shorter values.`,
  );
}
