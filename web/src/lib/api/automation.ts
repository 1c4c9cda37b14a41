/** The shapes of the actions about attempts, the engine and sign-in, as the contract writes them. */
import type { components } from "./generated";

type Schemas = components["schemas"];
type Moment = Schemas["Timestamp"];

export type Outcome = Schemas["Outcome"];
export type AttemptKind = "book" | "release" | "check";

export interface Attempt {
  readonly id: number;
  readonly booking_id: number;
  readonly account_id: number;
  readonly kind: AttemptKind;
  readonly number: number;
  readonly sub_location: Schemas["SubLocation"] | null;
  readonly due_at: Moment;
  readonly sent_at: Moment | null;
  readonly answered_at: Moment | null;
  readonly lateness_ms: number | null;
  readonly outcome: Outcome | null;
  readonly message: string | null;
  readonly status_code: number | null;
}

export interface GetAttemptsResponse {
  readonly attempts: readonly Attempt[];
  readonly next_cursor: string | null;
}

export interface Explanation {
  readonly verdict: "waits" | "attempts" | "blocked" | "done";
  readonly at: Moment | null;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}

export interface ExplainBookingResponse {
  readonly explanation: Explanation;
}

export interface Engine {
  readonly state: string;
}

export interface GetEngineResponse {
  readonly engine: Engine;
}

export interface AccountLog {
  readonly id: number;
  readonly account_id: number;
  readonly event_type:
    | "created"
    | "switched"
    | "password_changed"
    | "token_set"
    | "token_removed"
    | "consent_given"
    | "consent_withdrawn"
    | "sign_in_refused"
    | "deleted";
  readonly message: string;
  readonly created_at: Moment;
}

export interface GetAccountLogsResponse {
  readonly logs: readonly AccountLog[];
}
