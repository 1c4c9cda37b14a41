import type { Account, Booking, Facility } from "@/lib/api/types";
import { goldens } from "../../support/golden";

const examples = new Map(goldens().map((golden) => [golden.name, golden]));

/** The bridge's golden example of that name, such as `errors/netid_taken`. */
export function example(name: string) {
  const found = examples.get(name);
  if (!found) throw new Error(`bridge/contract has no ${name}.json.`);
  return found;
}

function member<Value>(name: string, key: string): Value {
  return example(name).response[key] as Value;
}

export const accountExample = member<Account>("add_account", "account");
export const bookingExample = member<{ readonly 0: Booking }>("create_booking", "bookings")[0];
export const { today } = member<Facility>("get_facility", "facility");
