import { expect, test } from "vitest";
import { ApiError, unknownOutcome, isOutcomeUnknown, sentenceOf } from "./error";

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
] as const)("after %s with status %i it is open whether it was done: %s", (code, status, undecided) => {
  const error = new ApiError({ code, message: "What happened.", status });
  expect(isOutcomeUnknown(error)).toBe(undecided);
  const doubt = "It is not known whether the account was added";
  expect(unknownOutcome(error, "the account was added")).toBe(undecided ? doubt : undefined);
  expect(sentenceOf(error, "the account was added")).toBe(
    undecided ? `${doubt}. What happened.` : "What happened.",
  );
});

test("a mistake of the page's own is no lost answer", () => {
  expect(isOutcomeUnknown(new Error("bug"))).toBe(false);
});
