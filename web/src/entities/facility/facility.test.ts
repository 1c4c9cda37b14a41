import { expect, test } from "vitest";
import { dayAt, hasBegun } from "./facility";

const facility = { today: "2026-03-28", local_time: "23:30:00", next_day_at: "2026-03-28T23:00:00.000Z" };
const at = (moment: string) => dayAt(Date.parse(moment), facility);

test("the day turns at the moment that the bridge names", () => {
  expect(at("2026-03-28T22:59:59Z")).toEqual({ today: "2026-03-28", localTime: "23:30:00" });
  expect(at("2026-03-28T23:00:00Z")).toEqual({ today: "2026-03-29", localTime: "00:00:00" });
});

test("slots up to the facility's local time have begun", () => {
  const clock = { today: "2026-03-28", localTime: "09:30:00" };
  const begun = (date: string, time: string) => hasBegun(date, time, clock);
  expect(begun("2026-03-27", "23:00")).toBe(true);
  expect(begun("2026-03-28", "09:30")).toBe(true);
  expect(begun("2026-03-28", "09:31")).toBe(false);
  expect(begun("2026-03-29", "06:00")).toBe(false);
});
