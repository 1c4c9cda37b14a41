import { expect, test } from "vitest";
import { ApiError } from "@/lib/api/error";
import { titleOf } from "./failure";

test.each([
  ["network", 0, "No answer came back"],
  ["bridge_unreachable", 502, "The booking service cannot be reached"],
  ["unreadable_answer", 201, "It is not known whether this was booked"],
  ["unreadable_answer", 504, "It is not known whether this was booked"],
  ["unreadable_answer", 413, "The booking could not be made"],
  ["storage_unavailable", 503, "Nothing was booked this time"],
  ["overloaded", 503, "Nothing was booked this time"],
  ["internal", 500, "Nothing was booked this time"],
  ["idempotency_mismatch", 422, "The booking could not be made"],
] as const)("after %s with status %i: %s", (code, status, title) => {
  expect(titleOf(new ApiError({ code, message: "What happened.", status }))).toBe(title);
});

test("a mistake of the page's own is no answer", () => {
  expect(titleOf(new Error("bug"))).toBe("The booking could not be made");
});
