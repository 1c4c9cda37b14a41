import { expect, test } from "vitest";
import { focusAfter, toggled, withRange } from "./slot-navigation";

const grid = { count: 18, columns: 3 };

test.each([
  ["ArrowRight", 4, 5],
  ["ArrowLeft", 4, 3],
  ["ArrowDown", 4, 7],
  ["ArrowUp", 4, 1],
  ["Home", 4, 0],
  ["End", 4, 17],
])("%s from %i goes to %i", (key, from, to) => {
  expect(focusAfter(key, from, grid)).toBe(to);
});

test.each([
  ["ArrowLeft", 0],
  ["ArrowUp", 2],
  ["ArrowRight", 17],
  ["ArrowDown", 15],
])("%s at the edge stays at %i", (key, from) => {
  expect(focusAfter(key, from, grid)).toBe(from);
});

test("other keys move the focus nowhere", () => {
  expect(focusAfter("Tab", 4, grid)).toBeUndefined();
  expect(focusAfter("a", 4, grid)).toBeUndefined();
});

const free = ["06:00", undefined, "08:00", "09:00"];

test("a range adds every free slot between its ends, in either direction", () => {
  expect(withRange([], free, 0, 2)).toEqual(["06:00", "08:00"]);
  expect(withRange([], free, 3, 1)).toEqual(["08:00", "09:00"]);
});

test("a range that shrinks removes only what it added", () => {
  const before = ["09:00"];
  expect(withRange(before, free, 0, 2)).toEqual(["06:00", "08:00", "09:00"]);
  expect(withRange(before, free, 0, 0)).toEqual(["06:00", "09:00"]);
});

test("a toggle adds in the order of the day, and removes", () => {
  expect(toggled(["08:00"], "06:00")).toEqual(["06:00", "08:00"]);
  expect(toggled(["06:00", "08:00"], "06:00")).toEqual(["08:00"]);
});
