import { ApiError, unknownOutcome } from "@/lib/api/error";
import { formatTime } from "@/lib/format";
import type { FieldErrors, FieldName } from "./request";

/** Says no more than is known; whatever the bridge refuses by a code of its own, it has not written. */
export function titleOf(error: Error): string {
  if (!(error instanceof ApiError)) return "The booking could not be made";
  if (error.code === "network") return "No answer came back";
  if (error.code === "bridge_unreachable") return "The booking service cannot be reached";
  const otherwise = error.temporary ? "Nothing was booked this time" : "The booking could not be made";
  return unknownOutcome(error, "this was booked") ?? otherwise;
}

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
