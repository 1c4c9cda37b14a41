import { type RefObject, useLayoutEffect, useRef } from "react";

/** For what may go away with the focus in it: the focus goes to what it stood in, never to nowhere. */
export function useFocusOnward(): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const leaving = ref.current;
    return () => {
      if (!leaving?.contains(document.activeElement)) return;
      leaving.parentElement?.closest<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
    };
  }, []);
  return ref;
}
