import type { ErrorCode, SlotConflict } from "./types";

/** Codes of failures that happen before, or without, an answer from the bridge. */
type LocalCode = "bridge_unreachable" | "network" | "unreadable_answer";

interface Details {
  readonly code: ErrorCode | LocalCode;
  readonly message: string;
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly field?: string | undefined;
  readonly conflicts?: readonly SlotConflict[] | undefined;
  readonly requestId?: string | undefined;
}

/** The one error that the browser's calls throw; its message is fit to be shown. */
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

  /** Whether the same request may well succeed a moment later. */
  get temporary(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** A sentence for a person, whatever was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return "Something went wrong on this page. Reload it and try again.";
}

/** Whether it may have been done all the same: what was lost or unreadable is the answer. */
export function isOutcomeUnknown(error: Error): boolean {
  if (!(error instanceof ApiError)) return false;
  const { code, status } = error;
  if (code === "network" || code === "bridge_unreachable") return true;
  // A refusal that cannot be read is a refusal still.
  return code === "unreadable_answer" && (status < 400 || status >= 500);
}

/** Says of a change, such as "the account was added", that nobody here knows; nothing where it is known. */
export function unknownOutcome(error: Error, change: string): string | undefined {
  return isOutcomeUnknown(error) ? `It is not known whether ${change}` : undefined;
}

/** Why a change failed, for where one text has to say it all. */
export function sentenceOf(error: Error, change: string): string {
  const doubt = unknownOutcome(error, change);
  return doubt === undefined ? messageOf(error) : `${doubt}. ${messageOf(error)}`;
}
