import { expect, test } from "vitest";
import { slotMoment } from "@/lib/dates/plain-date";
import { countdownText } from "./countdown-text";

const text = (now: string, date: string, time: string) =>
  countdownText(slotMoment(date, time, "Europe/Amsterdam").getTime() - Date.parse(now));

test.each([
  ["2026-11-23T11:00:00Z", "2026-11-25", "14:00:00", "in 2 d 2 h"],
  ["2026-11-23T11:00:00Z", "2026-11-25", "12:30:00", "in 2 d"],
  ["2026-11-23T11:00:00Z", "2026-11-23", "18:30:00", "in 6 h 30 min"],
  ["2026-11-23T11:00:00Z", "2026-11-23", "13:00:00", "in 1 h"],
  ["2026-11-23T11:00:01Z", "2026-11-23", "13:00:00", "in 59:59 min"],
  ["2026-11-23T11:59:51Z", "2026-11-23", "13:00:00", "in 0:09 min"],
  ["2026-11-23T12:00:00Z", "2026-11-23", "13:00:00", "Now"],
  ["2026-11-23T12:00:30Z", "2026-11-23", "13:00:00", "Now"],
])("at %s the slot of %s %s is %s", (now, date, time, expected) => {
  expect(text(now, date, time)).toBe(expected);
});

test("the night on which the clocks go back is an hour longer", () => {
  expect(text("2026-10-24T20:00:00Z", "2026-10-25", "06:00:00")).toBe("in 9 h");
});

test("the night on which the clocks go forward is an hour shorter", () => {
  expect(text("2026-03-28T21:00:00Z", "2026-03-29", "06:00:00")).toBe("in 7 h");
});
