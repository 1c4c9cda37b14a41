import { expect, test } from "vitest";
import { countdownText } from "./countdown-text";

const text = (now: string, startsAt: string) => countdownText(Date.parse(startsAt) - Date.parse(now));

test.each([
  ["2026-11-23T11:00:00Z", "2026-11-25T13:00:00Z", "in 2 d 2 h"],
  ["2026-11-23T11:00:00Z", "2026-11-25T11:30:00Z", "in 2 d"],
  ["2026-11-23T11:00:00Z", "2026-11-23T17:30:00Z", "in 6 h 30 min"],
  ["2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z", "in 1 h"],
  ["2026-11-23T11:00:01Z", "2026-11-23T12:00:00Z", "in 59:59 min"],
  ["2026-11-23T11:59:51Z", "2026-11-23T12:00:00Z", "in 0:09 min"],
  ["2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z", "Now"],
  ["2026-11-23T12:00:30Z", "2026-11-23T12:00:00Z", "Now"],
])("at %s the slot of %s is %s", (now, startsAt, expected) => {
  expect(text(now, startsAt)).toBe(expected);
});
