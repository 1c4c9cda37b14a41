import type { FieldErrors } from "./account-input";

/** Moves the focus to the first field of the form that something is wrong with. */
export function focusFirst(form: HTMLFormElement | null, errors: FieldErrors): void {
  const first = errors.netid !== undefined ? "netid" : "password";
  if (Object.keys(errors).length > 0) form?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
}
