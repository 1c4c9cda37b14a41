import { ApiError, unknownOutcome } from "@/lib/api/error";
import { formatTime } from "@/lib/format";
import type { FieldErrors, FieldName } from "./request";

/** The title of a failed booking. An error code of the bridge itself means that nothing was written. */
export function errorTitle(error: Error): string {
  if (!(error instanceof ApiError)) return "The booking could not be made";
  if (error.code === "network") return "The server did not respond";
  if (error.code === "bridge_unreachable") return "The booking service cannot be reached";
  const otherwise = error.temporary ? "Nothing was booked" : "The booking could not be made";
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

/** The server's refusal as an error of the field it concerns; empty if it concerns none. */
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
  return `This account already has bookings at ${list}. Nothing was booked. ${one ? "That slot is" : "Those slots are"} no longer selected.`;
}
