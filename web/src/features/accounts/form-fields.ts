import type { SyntheticEvent } from "react";
import type { FieldErrors } from "./account-input";

/** Moves the focus to the first field of the form that something is wrong with. */
export function focusFirst(form: HTMLFormElement | null, errors: FieldErrors): void {
  const first = errors.netid !== undefined ? "netid" : "password";
  if (Object.keys(errors).length > 0) form?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
}

/** Whether the change is of a field that was refused: what was said of its value holds for no other. */
export function isCorrected(refused: FieldErrors, { target }: SyntheticEvent): boolean {
  return target instanceof HTMLInputElement && target.name in refused;
}
