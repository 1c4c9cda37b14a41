import { expect, test } from "vitest";
import { ApiError } from "@/lib/api/error";
import { bounds } from "@/lib/api/types";
import { fieldErrorsOf, parseNewAccount, parsePassword } from "./form-fields";

test("the NetID is trimmed, and an empty password means none", () => {
  expect(parseNewAccount("  a.jansen ", "")).toEqual({ ok: true, value: { netid: "a.jansen" } });
});

test("a password keeps its spaces", () => {
  expect(parseNewAccount("a.jansen", " secret ")).toEqual({
    ok: true,
    value: { netid: "a.jansen", password: " secret " },
  });
});

test("both fields are checked against the bridge's limits", () => {
  const parsed = parseNewAccount(" ab ", "x".repeat(bounds.password.maxLength + 1));
  const errors = parsed.ok ? {} : parsed.errors;
  expect(errors.netid).toContain("3 to 100 characters");
  expect(errors.password).toContain("1 to 1,024 characters");
});

test("a character of two UTF-16 units counts once", () => {
  expect(parseNewAccount("🎾🎾", "")).toMatchObject({ ok: false });
  expect(parseNewAccount("🎾🎾🎾", "")).toMatchObject({ ok: true });
});

test("a new password must not be empty", () => {
  expect(parsePassword("")).toMatchObject({ ok: false });
  expect(parsePassword("x")).toEqual({ ok: true, value: { password: "x" } });
});

test.each([
  ["netid_taken", undefined, { netid: "No." }],
  ["invalid_field", "netid", { netid: "No." }],
  ["invalid_field", "password", { password: "No." }],
  ["storage_unavailable", undefined, {}],
] as const)("%s about %s is shown at its field", (code, field, errors) => {
  expect(fieldErrorsOf(new ApiError({ code, message: "No.", status: 400, field }))).toEqual(errors);
});
