import { useCallback, useSyncExternalStore } from "react";

/**
 * The moment by this device's clock in milliseconds, rounded down to whole steps; it moves on by
 * itself as each step ends. On the server there is no such moment yet.
 */
export function useNow(step: number): number | null {
  const subscribe = useCallback((listener: () => void) => tickEvery(step, listener), [step]);
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / step) * step,
    () => null,
  );
}

/** Timers drift and sleep with the page, so each tick sets the next one by the clock. */
function tickEvery(step: number, listener: () => void): () => void {
  let timer = setTimeout(tick, untilNext(step));
  function tick() {
    listener();
    timer = setTimeout(tick, untilNext(step));
  }
  return () => clearTimeout(timer);
}

function untilNext(step: number): number {
  return step - (Date.now() % step) + 5;
}
