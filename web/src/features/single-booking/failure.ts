import { ApiError } from "@/lib/api/error";

/** Whether the bookings may have been made all the same: what was lost or unreadable is the answer. */
export function isUndecided(error: Error): boolean {
  if (!(error instanceof ApiError)) return false;
  const { code, status } = error;
  if (code === "network" || code === "bridge_unreachable") return true;
  // A refusal that cannot be read is a refusal still.
  return code === "unreadable_answer" && (status < 400 || status >= 500);
}

/** Says no more than is known; whatever the bridge refuses by a code of its own, it has not written. */
export function titleOf(error: Error): string {
  if (!(error instanceof ApiError)) return "The booking could not be made";
  if (error.code === "network") return "No answer came back";
  if (error.code === "bridge_unreachable") return "The booking service cannot be reached";
  if (isUndecided(error)) return "It is not known whether this was booked";
  return error.temporary ? "Nothing was booked this time" : "The booking could not be made";
}
