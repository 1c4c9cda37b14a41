import { expect, test } from "vitest";
import { ApiError } from "@/lib/api/error";
import { fieldErrorsOf, errorTitle } from "./errors";

test.each([
  ["network", 0, "The server did not respond"],
  ["bridge_unreachable", 502, "The booking service cannot be reached"],
  ["unreadable_answer", 201, "It is not known whether this was booked"],
  ["unreadable_answer", 504, "It is not known whether this was booked"],
  ["unreadable_answer", 413, "The booking could not be made"],
  ["storage_unavailable", 503, "Nothing was booked"],
  ["overloaded", 503, "Nothing was booked"],
  ["internal", 500, "Nothing was booked"],
  ["idempotency_mismatch", 422, "The booking could not be made"],
] as const)("after %s with status %i: %s", (code, status, title) => {
  expect(errorTitle(new ApiError({ code, message: "Try again.", status }))).toBe(title);
});

test("an error in the page's own code has a general title", () => {
  expect(errorTitle(new Error("bug"))).toBe("The booking could not be made");
});

test("a conflict names every taken slot at the slots field", () => {
  const error = new ApiError({
    code: "slot_conflict",
    message: "The account already holds them.",
    status: 409,
    conflicts: [
      { time_slot: "06:00:00", booking_id: 1, location: "Fitness", status: "pending" },
      { time_slot: "07:00:00", booking_id: 2, location: "X1", status: "confirmed" },
    ],
  });
  const { slots } = fieldErrorsOf(error);
  expect(slots).toContain("06:00 (Fitness, PENDING) and 07:00 (X1, CONFIRMED)");
});

test.each([
  ["invalid_field", "time_slots[1]", "slots"],
  ["invalid_field", "booking_date", "date"],
  ["invalid_field", "sub_location", "location"],
  ["invalid_field", "retry_interval", "retryInterval"],
  ["account_inactive", undefined, "account"],
  ["account_not_found", undefined, "account"],
] as const)("%s about %s is shown at %s", (code, field, shownAt) => {
  const error = new ApiError({ code, message: "Enter a value.", status: 400, field });
  expect(fieldErrorsOf(error)).toEqual({ [shownAt]: "Enter a value." });
});

test("an outage concerns no field", () => {
  const error = new ApiError({ code: "bridge_unreachable", message: "Start it.", status: 502 });
  expect(fieldErrorsOf(error)).toEqual({});
  expect(fieldErrorsOf(new Error("bug"))).toEqual({});
});
