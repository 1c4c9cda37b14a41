import { expect } from "vitest";

/** Expects an error response with this status and code, in the error envelope. */
export async function expectRefusal(response: Response, status: number, code: string): Promise<void> {
  const body = (await response.json()) as Record<string, unknown>;
  expect({ status: response.status, code: body.code }).toEqual({ status, code });
  expect(body).toMatchObject({ success: false, error: body.message });
  expect(response.headers.get("x-request-id")).toMatch(/^[\w-]+$/);
}
