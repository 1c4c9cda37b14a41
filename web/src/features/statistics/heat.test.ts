import { expect, test } from "vitest";
import { noCounts } from "./counts";
import { levelOf, maxLevel, toHeat } from "./heat";

const row = (weekday: number, hour: number, pending: number, failed = 0) => ({
  ...noCounts,
  weekday,
  hour,
  pending,
  failed,
});

test("an hour counts bookings of every status", () => {
  const heat = toHeat([row(1, 0, 2, 3), row(7, 23, 1)]);
  expect(heat.at(1, 0)).toBe(5);
  expect(heat.at(7, 23)).toBe(1);
  expect(heat.at(2, 0)).toBe(0);
});

test("of several busiest hours the first counts", () => {
  expect(toHeat([row(2, 9, 1), row(4, 18, 7), row(5, 18, 7)]).busiest).toEqual({
    weekday: 4,
    hour: 18,
    count: 7,
  });
  expect(toHeat([]).busiest).toBeNull();
});

test("darkness grows with the count", () => {
  expect(levelOf(0, 100)).toBe(0);
  expect(levelOf(1, 100)).toBe(1);
  expect(levelOf(50, 100)).toBe(3);
  expect(levelOf(100, 100)).toBe(maxLevel);
});
