import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { todayAt } from "@/lib/dates/today";
import { facilityQuery } from "@/lib/queries/facility";

const tickMs = 15_000;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, tickMs);
  return () => clearInterval(timer);
}

/** Whole ticks, so that reading twice between them gives the same. */
const readTick = () => Math.floor(Date.now() / tickMs) * tickMs;

/** The facility, and the moment and day it is there: the server's clock, which moves on by itself. */
export function useFacilityNow() {
  const query = useQuery(facilityQuery());
  const tick = useSyncExternalStore(subscribe, readTick, () => 0);
  const { data, dataUpdatedAt } = query;
  const now = tick + (data ? Date.parse(data.now) - dataUpdatedAt : 0);
  const facility = data && { ...data, today: todayAt(now, data) };
  return { query, facility, now };
}
