import { expect, test } from "vitest";
import { ApiError } from "@/lib/api/error";
import { isUndecided, titleOf } from "./failure";

test.each([
  ["network", 0, "No answer came back", true],
  ["bridge_unreachable", 502, "The booking service cannot be reached", true],
  ["unreadable_answer", 201, "It is not known whether this was booked", true],
  ["unreadable_answer", 504, "It is not known whether this was booked", true],
  ["unreadable_answer", 413, "The booking could not be made", false],
  ["storage_unavailable", 503, "Nothing was booked this time", false],
  ["overloaded", 503, "Nothing was booked this time", false],
  ["internal", 500, "Nothing was booked this time", false],
  ["idempotency_mismatch", 422, "The booking could not be made", false],
] as const)("after %s with status %i: %s", (code, status, title, undecided) => {
  const error = new ApiError({ code, message: "What happened.", status });
  expect(titleOf(error)).toBe(title);
  expect(isUndecided(error)).toBe(undecided);
});

test("a mistake of the page's own is no answer", () => {
  expect(titleOf(new Error("bug"))).toBe("The booking could not be made");
  expect(isUndecided(new Error("bug"))).toBe(false);
});
