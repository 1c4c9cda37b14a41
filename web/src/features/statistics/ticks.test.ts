import { expect, test } from "vitest";
import { ticksUpTo } from "./ticks";

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [10, [0, 2, 4, 6, 8, 10]],
  [11, [0, 5, 10, 15]],
  [1064, [0, 500, 1000, 1500]],
])("lines up to %i", (max, ticks) => expect(ticksUpTo(max)).toEqual(ticks));

test("whole, at most five steps, and the last is the first one that is high enough", () => {
  for (let max = 1; max < 20_000; max += 1) {
    const ticks = ticksUpTo(max);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.every(Number.isInteger)).toBe(true);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
    expect(ticks.at(-2)).toBeLessThan(max);
  }
});
