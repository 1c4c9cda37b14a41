import { expect, test } from "vitest";
import { todayAt } from "./facility";

const facility = { today: "2026-03-28", time_zone: "Europe/Amsterdam" };
const at = (moment: string) => todayAt(Date.parse(moment), facility);

test("the day turns at the facility's midnight, in winter and in summer", () => {
  expect(at("2026-03-28T22:59:59Z")).toBe("2026-03-28");
  expect(at("2026-03-28T23:00:00Z")).toBe("2026-03-29");
  expect(at("2026-03-29T21:59:59Z")).toBe("2026-03-29");
  expect(at("2026-03-29T22:00:00Z")).toBe("2026-03-30");
});

test("the day is never earlier than the server's", () => {
  expect(at("2026-03-27T22:59:59Z")).toBe("2026-03-28");
});
