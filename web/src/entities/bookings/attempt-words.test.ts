import { expect, test } from "vitest";
import { attemptName, latenessWords, outcomeWords } from "./attempt-words";

test.each([
  [0, "0 ms late"],
  [1.2, "1.2 ms late"],
  [-0.4, "0.4 ms early"],
  [999.9, "999.9 ms late"],
  [61_000, "61 s late"],
  [-3_599_950, "3,600 s early"],
  [null, undefined],
])("a lateness of %s ms reads %s", (ms, words) => {
  expect(latenessWords(ms)).toBe(words);
});

test("a check finds a reservation, an attempt is confirmed", () => {
  expect(outcomeWords({ kind: "check", outcome: "confirmed" })).toBe("Reservation found");
  expect(outcomeWords({ kind: "book", outcome: "confirmed" })).toBe("Confirmed");
  expect(outcomeWords({ kind: "book", outcome: null })).toBe("Under way");
});

test("an attempt names its half", () => {
  const attempt = {
    id: 1,
    booking_id: 1,
    booking_date: "2026-12-04",
    time_slot: "13:00:00",
    location: "X1",
    account_id: 1,
    kind: "book",
    number: 2,
    sub_location: "B",
    due_at: "2026-12-01T12:00:00.000Z",
    sent_at: null,
    answered_at: null,
    lateness_ms: null,
    outcome: null,
    message: null,
    status_code: null,
  } as const;
  expect(attemptName(attempt)).toBe("Attempt 2, half B");
  expect(attemptName({ ...attempt, kind: "release", sub_location: null })).toBe("Release 2");
});
