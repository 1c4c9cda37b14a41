import { useCallback, useSyncExternalStore } from "react";

/** This device's time in Unix milliseconds, rounded down to `step` and updated after each; null on the server. */
export function useNow(step: number): number | null {
  const subscribe = useCallback((listener: () => void) => tickEvery(step, listener), [step]);
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / step) * step,
    () => null,
  );
}

/** Sets each timer by the clock, because timers drift and pause while the page is hidden. */
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
