import { ApiError, messageOf } from "./error";

/** Whether it may have been done all the same: what was lost or unreadable is the answer. */
export function isUndecided(error: Error): boolean {
  if (!(error instanceof ApiError)) return false;
  const { code, status } = error;
  if (code === "network" || code === "bridge_unreachable") return true;
  // A refusal that cannot be read is a refusal still.
  return code === "unreadable_answer" && (status < 400 || status >= 500);
}

/** Says of a change, such as "the account was added", that nobody here knows; nothing where it is known. */
export function doubtOf(error: Error, change: string): string | undefined {
  return isUndecided(error) ? `It is not known whether ${change}` : undefined;
}

/** Why a change failed, for where one text has to say it all. */
export function sentenceOf(error: Error, change: string): string {
  const doubt = doubtOf(error, change);
  return doubt === undefined ? messageOf(error) : `${doubt}. ${messageOf(error)}`;
}
