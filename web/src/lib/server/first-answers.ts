import "server-only";
import type { Action, GetEngineResponse, GetFacilityResponse } from "@/lib/api/types";
import { callBridge } from "./bridge";

/** The answers that every tab's header shows. */
export interface FirstAnswers {
  readonly facility: GetFacilityResponse | undefined;
  readonly engine: GetEngineResponse | undefined;
}

/** The page waits no longer for the bridge. Its browser then asks for itself, and says what is wrong. */
const patienceMs = 300;

/** Reads the answers that are sent with the page, so that nothing in it moves when they arrive. */
export async function firstAnswers(): Promise<FirstAnswers> {
  const [facility, engine] = await Promise.all([
    answerOf<GetFacilityResponse>("get_facility"),
    answerOf<GetEngineResponse>("get_engine"),
  ]);
  return { facility, engine };
}

async function answerOf<Answer>(action: Action): Promise<Answer | undefined> {
  const caller = { requestId: crypto.randomUUID(), signal: AbortSignal.timeout(patienceMs) };
  try {
    const response = await callBridge(action, {}, caller);
    return response.ok ? ((await response.json()) as Answer) : undefined;
  } catch {
    return undefined;
  }
}
