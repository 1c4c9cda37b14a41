import { expect } from "vitest";

/** The routes refused, in the envelope that every failure has. */
export async function expectRefusal(response: Response, status: number, code: string): Promise<void> {
  const body = (await response.json()) as Record<string, unknown>;
  expect({ status: response.status, code: body.code }).toEqual({ status, code });
  expect(body).toMatchObject({ success: false, error: body.message });
  expect(response.headers.get("x-request-id")).toMatch(/^[\w-]+$/);
}
