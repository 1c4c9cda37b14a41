import type { QueryClient } from "@tanstack/react-query";

/**
 * The first member of every query key. Whatever shows bookings (lists, upcoming, statistics, logs)
 * begins with `bookings`; whatever shows accounts begins with `accounts`.
 */
export const queryRoots = {
  accounts: "accounts",
  bookings: "bookings",
  facility: "facility",
} as const;

/** After a booking was made or changed: every list, count and log of bookings is asked for again. */
export async function refreshBookings(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: [queryRoots.bookings] }),
    // Accounts carry statistics of their bookings.
    client.invalidateQueries({ queryKey: [queryRoots.accounts] }),
  ]);
}
