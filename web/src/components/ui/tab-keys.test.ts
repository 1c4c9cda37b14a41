import { expect, test } from "vitest";
import { tabAfterKey } from "./tab-keys";

test("arrow keys move by one and go around", () => {
  expect(tabAfterKey("ArrowRight", 1, 5)).toBe(2);
  expect(tabAfterKey("ArrowRight", 4, 5)).toBe(0);
  expect(tabAfterKey("ArrowLeft", 1, 5)).toBe(0);
  expect(tabAfterKey("ArrowLeft", 0, 5)).toBe(4);
});

test("Home and End lead to the ends", () => {
  expect(tabAfterKey("Home", 3, 5)).toBe(0);
  expect(tabAfterKey("End", 3, 5)).toBe(4);
});

test("other keys move nothing", () => {
  expect(tabAfterKey("Enter", 3, 5)).toBeUndefined();
  expect(tabAfterKey("ArrowDown", 3, 5)).toBeUndefined();
});
