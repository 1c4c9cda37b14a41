import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { announce } from "./announce";
import { receiveEvents } from "./event-stream";
import { refresh } from "./refresh";

let isLost = false;
const listeners = new Set<() => void>();

function setLost(lost: boolean): void {
  isLost = lost;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps every query up to date with the bridge, and announces bookings that are confirmed or fail. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      receiveEvents((event) => {
        setLost(event.kind === "lost");
        void refresh(client, event);
        if (event.kind === "change") void announce(event.change.bookings);
      }),
    [client],
  );
}

/** Whether changes are not received at the moment. */
export function useIsLiveLost(): boolean {
  return useSyncExternalStore(subscribe, () => isLost, () => false);
}
