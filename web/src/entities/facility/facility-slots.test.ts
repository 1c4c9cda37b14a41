import { expect, test } from "vitest";
import { slotWords } from "./facility-slots";

test("a slot's words tell how many places are left", () => {
  expect(slotWords({ state: "open", remaining_capacity: null })).toBe("Open");
  expect(slotWords({ state: "open", remaining_capacity: 3 })).toBe("3 left");
  expect(slotWords({ state: "open", remaining_capacity: 4 })).toBe("Open, 4 left");
  expect(slotWords({ state: "full", remaining_capacity: 0 })).toBe("Full");
});
