import type { SyntheticEvent } from "react";
import { ApiError, messageOf } from "@/lib/api/error";
import { bounds } from "@/lib/api/types";

/** The body of `POST /api/accounts`. */
export interface NewAccount {
  readonly netid: string;
  readonly password?: string;
}

export type FieldName = "netid" | "password";
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly errors: FieldErrors };

/** What was typed as a new account; an empty password is none. */
export function parseNewAccount(netidText: string, password: string): Parsed<NewAccount> {
  const netid = netidText.trim();
  const errors: FieldErrors = {
    ...outside("netid", "The netid", netid),
    ...(password !== "" && outside("password", "The password", password)),
  };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, value: password === "" ? { netid } : { netid, password } };
}

export function parsePassword(password: string): Parsed<{ readonly password: string }> {
  if (password === "") return { ok: false, errors: { password: "Give the new password." } };
  const errors = outside("password", "The password", password);
  return errors.password === undefined ? { ok: true, value: { password } } : { ok: false, errors };
}

/** The server's refusal at the field it is about; empty when it is about none. */
export function fieldErrorsOf(error: unknown): FieldErrors {
  if (!(error instanceof ApiError)) return {};
  if (error.code === "netid_taken" || error.field === "netid") return { netid: messageOf(error) };
  return error.field === "password" ? { password: messageOf(error) } : {};
}

/** The bridge counts characters, not the units of JavaScript's strings. */
function outside(field: FieldName, name: string, text: string): FieldErrors {
  const { minLength, maxLength } = bounds[field];
  const length = Array.from(text).length;
  if (length >= minLength && length <= maxLength) return {};
  const counted = `${minLength} to ${maxLength.toLocaleString("en")} characters`;
  return { [field]: `${name} must have ${counted}; this has ${length.toLocaleString("en")}.` };
}

/** Moves the focus to the first field of the form that something is wrong with. */
export function focusFirst(form: HTMLFormElement | null, errors: FieldErrors): void {
  const first = errors.netid !== undefined ? "netid" : "password";
  if (Object.keys(errors).length > 0) form?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
}

/** Whether the change is of a field that was refused: what was said of its value holds for no other. */
export function isCorrected(refused: FieldErrors, { target }: SyntheticEvent): boolean {
  return target instanceof HTMLInputElement && target.name in refused;
}
