import { expect, test } from "vitest";
import { ApiError } from "@/lib/api/error";
import { fieldErrorsOf } from "./refusal";

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
