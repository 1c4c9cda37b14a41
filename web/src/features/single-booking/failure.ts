import { ApiError } from "@/lib/api/error";
import { doubtOf } from "@/lib/api/undecided";

/** Says no more than is known; whatever the bridge refuses by a code of its own, it has not written. */
export function titleOf(error: Error): string {
  if (!(error instanceof ApiError)) return "The booking could not be made";
  if (error.code === "network") return "No answer came back";
  if (error.code === "bridge_unreachable") return "The booking service cannot be reached";
  const otherwise = error.temporary ? "Nothing was booked this time" : "The booking could not be made";
  return doubtOf(error, "this was booked") ?? otherwise;
}
