import type { Booking, Location } from "@/lib/api/types";

/** Where a booking is, as people say it: `X1 B`. */
export function placeOf({ location, sub_location }: Pick<Booking, "location" | "sub_location">) {
  return sub_location === null ? location : `${location} ${sub_location}`;
}

/** Fitness has no halves; X1 and X3 have. */
export function hasSubLocations(location: Location): boolean {
  return location !== "Fitness";
}
