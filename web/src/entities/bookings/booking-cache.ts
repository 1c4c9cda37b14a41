import type { QueryClient } from "@tanstack/react-query";
import type { Booking } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";
import { isActive } from "./booking";

/**
 * Shows a changed booking in every list that has it, before the lists are refetched: a long list is read page after
 * page. The list of upcoming bookings drops one that is no longer active.
 */
export function showChanged(client: QueryClient, changed: Booking): void {
  for (const query of client.getQueryCache().findAll({ queryKey: [queryRoots.bookings] })) {
    const drops = query.queryKey[1] === "upcoming" && !isActive(changed.status);
    client.setQueryData(query.queryKey, (data: unknown) => replaceIn(data, changed, drops));
  }
}

/** The data of a query with the booking replaced: one booking, a list, or the pages of a list. */
function replaceIn(data: unknown, changed: Booking, drops: boolean): unknown {
  if (!isObject(data)) return data;
  if (Array.isArray(data.pages)) return { ...data, pages: data.pages.map((page) => replaceIn(page, changed, drops)) };
  if (isBookingWithId(data.booking, changed.id)) return { ...data, booking: changed };
  if (!Array.isArray(data.bookings)) return data;
  const bookings = data.bookings as readonly unknown[];
  if (!bookings.some((booking) => isBookingWithId(booking, changed.id))) return data;
  const others = drops ? bookings.filter((booking) => !isBookingWithId(booking, changed.id)) : bookings;
  return { ...data, bookings: others.map((booking) => (isBookingWithId(booking, changed.id) ? changed : booking)) };
}

function isBookingWithId(value: unknown, id: number): boolean {
  return isObject(value) && value.id === id;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
