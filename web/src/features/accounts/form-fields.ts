import type { SyntheticEvent } from "react";
import { ApiError, messageOf } from "@/lib/api/error";
import { bounds } from "@/lib/api/types";

/** The body of `POST /api/accounts`. */
export interface NewAccount {
  readonly netid: string;
  readonly password?: string;
}

type FieldName = "netid" | "password";
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Parses the fields of a new account. An empty password means none. */
export function parseNewAccount(netidText: string, password: string): Parsed<NewAccount> {
  const netid = netidText.trim();
  const errors: FieldErrors = {
    ...lengthError("netid", "a NetID", netid),
    ...(password !== "" && lengthError("password", "a password", password)),
  };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, value: password === "" ? { netid } : { netid, password } };
}

export function parsePassword(password: string): Parsed<{ readonly password: string }> {
  if (password === "") return { ok: false, errors: { password: "Enter the new password." } };
  const errors = lengthError("password", "a password", password);
  return errors.password === undefined ? { ok: true, value: { password } } : { ok: false, errors };
}

/** The server's refusal as an error of the field it concerns; empty if it concerns none. */
export function fieldErrorsOf(error: unknown): FieldErrors {
  if (!(error instanceof ApiError)) return {};
  if (error.code === "netid_taken" || error.field === "netid") return { netid: messageOf(error) };
  return error.field === "password" ? { password: messageOf(error) } : {};
}

/** Counts characters, as the bridge does, not UTF-16 code units. */
function lengthError(field: FieldName, noun: string, text: string): FieldErrors {
  const { minLength, maxLength } = bounds[field];
  const length = Array.from(text).length;
  if (length >= minLength && length <= maxLength) return {};
  return { [field]: `Enter ${noun} of ${minLength} to ${maxLength.toLocaleString("en")} characters.` };
}

/** Focuses the form's first field with an error. */
export function focusFirst(form: HTMLFormElement | null, errors: FieldErrors): void {
  const first = errors.netid !== undefined ? "netid" : "password";
  if (Object.keys(errors).length > 0) form?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
}

/** Whether the event changed a field with a server error, which does not apply to the new value. */
export function isCorrected(refused: FieldErrors, { target }: SyntheticEvent): boolean {
  return target instanceof HTMLInputElement && target.name in refused;
}
