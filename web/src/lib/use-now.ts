import { useCallback, useSyncExternalStore } from "react";

/** This device's time in Unix milliseconds, rounded down to `step` and updated after each; null on the server. */
export function useNow(step: number): number | null {
  const subscribe = useCallback((listener: () => void) => listenTo(step, listener), [step]);
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / step) * step,
    () => null,
  );
}

interface Clock {
  readonly listeners: Set<() => void>;
  timer: ReturnType<typeof setTimeout>;
}

/** One clock for each step. All countdowns share it, so that they change together. */
const clocks = new Map<number, Clock>();

function listenTo(step: number, listener: () => void): () => void {
  const clock = clocks.get(step) ?? start(step);
  clock.listeners.add(listener);
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    clearTimeout(clock.timer);
    clocks.delete(step);
  };
}

/** Sets each timer by the clock, because timers drift and pause while the page is hidden. */
function start(step: number): Clock {
  const clock: Clock = { listeners: new Set(), timer: setTimeout(tick, untilNext(step)) };
  function tick() {
    clock.timer = setTimeout(tick, untilNext(step));
    for (const listener of clock.listeners) listener();
  }
  clocks.set(step, clock);
  return clock;
}

function untilNext(step: number): number {
  return step - (Date.now() % step) + 5;
}
