import { expect, test } from "vitest";
import { availabilityByTime } from "./availability";

const slot = (half: "A" | "B" | null, state: "open" | "full" | "unknown", remaining_capacity: number | null) => ({
  time: "18:00:00",
  sub_location: half,
  state,
  remaining_capacity,
});

test("a half has its own availability", () => {
  const slots = [slot("A", "full", 0), slot("B", "open", 2)];
  expect(availabilityByTime(slots, "A").get("18:00")).toMatchObject({ state: "full" });
  expect(availabilityByTime(slots, "B").get("18:00")).toMatchObject({ state: "open", remaining_capacity: 2 });
});

test.each([
  ["one is full", slot("A", "full", 0), slot("B", "open", 2), { state: "open", remaining_capacity: 2 }],
  ["both are open", slot("A", "open", 1), slot("B", "open", 2), { state: "open", remaining_capacity: 3 }],
  ["the places of one are not told", slot("A", "open", null), slot("B", "open", 2), { state: "open", remaining_capacity: null }],
  ["one is not known", slot("A", "full", 0), slot("B", "unknown", null), { state: "unknown", remaining_capacity: null }],
])("without a half the better one counts: %s", (_case, a, b, expected) => {
  for (const slots of [[a, b], [b, a]]) {
    expect(availabilityByTime(slots, null).get("18:00")).toMatchObject(expected);
  }
});

test("times that the facility does not list have none", () => {
  expect(availabilityByTime([slot(null, "open", 2)], null).get("19:00")).toBeUndefined();
});
