import { expect, test } from "vitest";
import { queryWith } from "./url-query";

test("members are set, and the others are kept", () => {
  expect(queryWith("?tab=history", { status: "failed" })).toBe("?tab=history&status=failed");
});

test("null and empty text remove a member", () => {
  expect(queryWith("?tab=history&from=2026-01-01&to=2026-02-01", { from: null, to: "" })).toBe(
    "?tab=history",
  );
});

test("values are escaped", () => {
  expect(queryWith("", { name: "a&b=c" })).toBe("?name=a%26b%3Dc");
});
