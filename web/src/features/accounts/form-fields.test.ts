import { expect, test } from "vitest";
import { ApiError } from "@/lib/api/error";
import { bounds } from "@/lib/api/types";
import { fieldErrorsOf, parseNewAccount, parsePassword } from "./form-fields";

test("the netid is trimmed, and an empty password is none", () => {
  expect(parseNewAccount("  a.jansen ", "")).toEqual({ ok: true, value: { netid: "a.jansen" } });
});

test("a password is taken as it is, spaces included", () => {
  expect(parseNewAccount("a.jansen", " secret ")).toEqual({
    ok: true,
    value: { netid: "a.jansen", password: " secret " },
  });
});

test("both fields are judged at once, against the bridge's bounds", () => {
  const parsed = parseNewAccount(" ab ", "x".repeat(bounds.password.maxLength + 1));
  expect(parsed).toEqual({
    ok: false,
    errors: {
      netid: "The netid must have 3 to 100 characters; this has 2.",
      password: "The password must have 1 to 1,024 characters; this has 1,025.",
    },
  });
});

test("characters outside the basic plane count once", () => {
  expect(parseNewAccount("🎾🎾", "")).toMatchObject({ ok: false });
  expect(parseNewAccount("🎾🎾🎾", "")).toMatchObject({ ok: true });
});

test("a new password must not be empty", () => {
  expect(parsePassword("")).toEqual({ ok: false, errors: { password: "Give the new password." } });
  expect(parsePassword("x")).toEqual({ ok: true, value: { password: "x" } });
});

test.each([
  ["netid_taken", undefined, { netid: "No." }],
  ["invalid_field", "netid", { netid: "No." }],
  ["invalid_field", "password", { password: "No." }],
  ["storage_unavailable", undefined, {}],
] as const)("%s about %s is shown where it belongs", (code, field, errors) => {
  expect(fieldErrorsOf(new ApiError({ code, message: "No.", status: 400, field }))).toEqual(errors);
});
