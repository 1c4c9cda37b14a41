import { expect, test } from "vitest";
import { ApiError, failureText, isOutcomeUnknown, unknownOutcome } from "./error";

test.each([
  ["network", 0, true],
  ["bridge_unreachable", 502, true],
  ["unreadable_answer", 201, true],
  ["unreadable_answer", 504, true],
  ["unreadable_answer", 413, false],
  ["storage_unavailable", 503, false],
  ["overloaded", 503, false],
  ["internal", 500, false],
  ["netid_taken", 409, false],
] as const)("after %s with status %i the outcome is unknown: %s", (code, status, isUnknown) => {
  const error = new ApiError({ code, message: "Try again.", status });
  expect(isOutcomeUnknown(error)).toBe(isUnknown);
  const title = unknownOutcome(error, "the account was added");
  expect(title !== undefined).toBe(isUnknown);
  expect(failureText(error, "the account was added")).toBe(isUnknown ? `${title}. Try again.` : "Try again.");
});

test("an error in the page's own code is no lost response", () => {
  expect(isOutcomeUnknown(new Error("bug"))).toBe(false);
});
