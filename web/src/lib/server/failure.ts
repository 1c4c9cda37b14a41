import "server-only";
import type { ErrorCode } from "@/lib/api/types";

/** What the routes answer by themselves, in the bridge's own envelope. */
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
    // Both names of the sentence are on the wire: older callers read one, newer ones the other.
    const body = { success: false, error: message, message, code, ...(field && { field }) };
    return Response.json(body, { status });
  }
}

/** An argument that the routes themselves can see is wrong. */
export function invalidField(field: string, message: string): Failure {
  return new Failure(400, "invalid_field", message, field);
}
