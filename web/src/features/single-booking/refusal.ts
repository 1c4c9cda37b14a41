import { ApiError } from "@/lib/api/error";
import { formatTime } from "@/lib/dates/format";
import type { FieldErrors, FieldName } from "./request";

const fieldsByCode: ReadonlyMap<string, FieldName> = new Map([
  ["account_not_found", "account"],
  ["account_inactive", "account"],
  ["slot_conflict", "slots"],
]);

const fieldsByArgument: ReadonlyMap<string, FieldName> = new Map([
  ["account_id", "account"],
  ["location", "location"],
  ["sub_location", "location"],
  ["booking_date", "date"],
  ["time_slots", "slots"],
  ["retry_interval", "retryInterval"],
]);

/** The server's refusal at the field it is about; empty when it is about none. */
export function fieldErrorsOf(error: unknown): FieldErrors {
  if (!(error instanceof ApiError)) return {};
  const argument = error.field?.replace(/\[\d+\]$/, "") ?? "";
  const field = fieldsByCode.get(error.code) ?? fieldsByArgument.get(argument);
  return field === undefined ? {} : { [field]: sentenceOf(error) };
}

function sentenceOf(error: ApiError): string {
  if (error.conflicts.length === 0) return error.message;
  const taken = error.conflicts.map(
    ({ time_slot, location, status }) =>
      `${formatTime(time_slot)} (${location}, ${status.toUpperCase()})`,
  );
  const one = taken.length === 1;
  const list = new Intl.ListFormat("en", { type: "conjunction" }).format(taken);
  return `This account already holds ${list}. Nothing was booked. ${one ? "That slot is" : "Those slots are"} no longer picked; the others still are.`;
}
