import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { facilityQuery } from "@/lib/queries/facility";

const tickMs = 15_000;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, tickMs);
  return () => clearInterval(timer);
}

/** Whole ticks, so that reading twice between them gives the same. */
const readTick = () => Math.floor(Date.now() / tickMs) * tickMs;

/** The facility, and the moment it is there: the server's clock, which moves on by itself. */
export function useFacilityNow() {
  const query = useQuery(facilityQuery());
  const tick = useSyncExternalStore(subscribe, readTick, () => 0);
  const { data: facility, dataUpdatedAt } = query;
  const ahead = facility ? Date.parse(facility.now) - dataUpdatedAt : 0;
  return { query, facility, now: tick + ahead };
}
