import type { QueryClient, QueryFilters, QueryKey } from "@tanstack/react-query";
import { queryRoots } from "@/lib/query-client";
import type { Change, LiveEvent } from "./event-stream";

/** Reads again what an event names. */
export async function refresh(client: QueryClient, event: LiveEvent): Promise<void> {
  if (event.kind === "lost") return;
  const filters: QueryFilters =
    event.kind === "resync" ? {} : { predicate: ({ queryKey }) => isAffected(queryKey, event.change) };
  const fetching = client.getQueryCache().findAll({ ...filters, fetchStatus: "fetching" });
  const first = fetching.filter(({ state }) => state.data === undefined);
  await client.invalidateQueries(filters);
  // A first read that was under way is waited for instead of repeated, and may be older than the change.
  await Promise.all(first.map(({ queryKey }) => client.invalidateQueries({ queryKey, exact: true })));
}

/** The kinds of queries that depend on one booking alone. */
const ofOneBooking = new Set<unknown>(["one", "logs", "attempts"]);

/** Whether a query may have another answer after the change. */
export function isAffected([root, kind, id]: QueryKey, change: Change): boolean {
  const { bookings, accounts, plans = [], slots = [], engine } = change;
  const booked = bookings.length > 0;
  switch (root) {
    case queryRoots.bookings:
      if (ofOneBooking.has(kind)) return bookings.some((changed) => changed === id);
      // The next step of a booking also depends on its account and on the pause.
      return booked || accounts.length > 0 || engine;
    case queryRoots.accounts:
      return booked || accounts.length > 0;
    case queryRoots.engine:
      return booked || engine;
    case queryRoots.notices:
      // A delivery adds to the log of its booking.
      return booked;
    case queryRoots.plans:
      return booked || plans.length > 0;
    case queryRoots.slots:
      return booked || slots.length > 0;
    default:
      return false;
  }
}
