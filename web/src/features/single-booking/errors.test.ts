import { expect, test } from "vitest";
import { ApiError } from "@/lib/api/error";
import { fieldErrorsOf, titleOf } from "./errors";

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

test("a conflict names every slot that is taken", () => {
  const error = new ApiError({
    code: "slot_conflict",
    message: "The account already holds them.",
    status: 409,
    conflicts: [
      { time_slot: "06:00:00", booking_id: 1, location: "Fitness", status: "pending" },
      { time_slot: "07:00:00", booking_id: 2, location: "X1", status: "confirmed" },
    ],
  });
  expect(fieldErrorsOf(error)).toEqual({
    slots:
      "This account already holds 06:00 (Fitness, PENDING) and 07:00 (X1, CONFIRMED). Nothing was booked. Those slots are no longer picked; the others still are.",
  });
});

test.each([
  ["invalid_field", "time_slots[1]", "slots"],
  ["invalid_field", "booking_date", "date"],
  ["invalid_field", "sub_location", "location"],
  ["invalid_field", "retry_interval", "retryInterval"],
  ["account_inactive", undefined, "account"],
  ["account_not_found", undefined, "account"],
] as const)("%s about %s is shown at %s", (code, field, shownAt) => {
  const error = new ApiError({ code, message: "What is wrong.", status: 400, field });
  expect(fieldErrorsOf(error)).toEqual({ [shownAt]: "What is wrong." });
});

test("an outage is about no field", () => {
  const error = new ApiError({ code: "bridge_unreachable", message: "Start it.", status: 502 });
  expect(fieldErrorsOf(error)).toEqual({});
  expect(fieldErrorsOf(new Error("bug"))).toEqual({});
});
