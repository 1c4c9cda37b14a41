import type { ErrorCode, SlotConflict } from "./types";

/** Codes of failures that happen outside the bridge. */
type LocalCode = "bridge_unreachable" | "network" | "unreadable_answer";

interface Details {
  readonly code: ErrorCode | LocalCode;
  readonly message: string;
  /** The HTTP status; 0 when there was no response. */
  readonly status: number;
  readonly field?: string | undefined;
  readonly conflicts?: readonly SlotConflict[] | undefined;
  readonly requestId?: string | undefined;
}

/** The only error that `api` throws, except for cancelled requests. Its message can be shown to people. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly code: Details["code"];
  readonly status: number;
  readonly field: string | undefined;
  readonly conflicts: readonly SlotConflict[];
  readonly requestId: string | undefined;

  constructor(details: Details, options?: ErrorOptions) {
    super(details.message, options);
    this.code = details.code;
    this.status = details.status;
    this.field = details.field;
    this.conflicts = details.conflicts ?? [];
    this.requestId = details.requestId;
  }

  /** Whether the same request may succeed a moment later. */
  get temporary(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** A sentence to show for any thrown value. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return "Something went wrong on this page. Reload it and try again.";
}

/** Whether a failed write may have been carried out: its response was lost or unreadable. */
export function isOutcomeUnknown(error: Error): boolean {
  if (!(error instanceof ApiError)) return false;
  const { code, status } = error;
  if (code === "network" || code === "bridge_unreachable") return true;
  // A 4xx is a refusal even if its body cannot be read.
  return code === "unreadable_answer" && (status < 400 || status >= 500);
}

/** The title of a failed change, such as "the account was added"; undefined if it certainly did not happen. */
export function unknownOutcome(error: Error, change: string): string | undefined {
  return isOutcomeUnknown(error) ? `It is not known whether ${change}` : undefined;
}

/** The title and the message of a failed change as one text. */
export function failureText(error: Error, change: string): string {
  const title = unknownOutcome(error, change);
  return title === undefined ? messageOf(error) : `${title}. ${messageOf(error)}`;
}
