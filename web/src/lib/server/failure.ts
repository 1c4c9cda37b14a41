import "server-only";
import type { ErrorCode } from "@/lib/api/types";

/** An error response of the web app itself, in the bridge's error envelope. */
export class Failure extends Error {
  override name = "Failure";

  constructor(
    readonly status: number,
    readonly code: ErrorCode | "bridge_unreachable",
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }

  toResponse(): Response {
    const { message, code, field, status } = this;
    // Both names of the sentence, because older callers read `error` and newer ones `message`.
    const body = { success: false, error: message, message, code, ...(field && { field }) };
    return Response.json(body, { status });
  }
}

/** An invalid argument that the route finds before it calls the bridge. */
export function invalidField(field: string, message: string): Failure {
  return new Failure(400, "invalid_field", message, field);
}
