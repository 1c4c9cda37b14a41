import type { Account, Booking, Facility } from "@/lib/api/types";
import { goldens } from "../../support/golden";

const examples = new Map(goldens().map((golden) => [golden.name, golden]));

/** The bridge's golden example of that name, such as `errors/netid_taken`. */
export function example(name: string) {
  const found = examples.get(name);
  if (!found) throw new Error(`bridge/contract has no ${name}.json.`);
  return found;
}

export const accountExample = example("add_account").response.account as Account;
export const [bookingExample] = example("create_booking").response.bookings as [Booking];
export const { now, today } = example("get_facility").response.facility as Facility;

/** A moment by the facility's clock, in milliseconds from now. */
export const later = (ms: number) => new Date(Date.parse(now) + ms).toISOString();
