import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Gives the focus back to what opened a dialog. Radix does that for its own trigger buttons only, and a
 * dialog that a list opens for one of its rows has none. Where the opener is gone by then, its owner
 * knows what stands for it.
 */
export function useReturnFocus(onOpenerGone?: () => void) {
  const opener = useRef<Element>(null);
  return {
    onOpenAutoFocus: ({ target }: Event) => {
      const before = document.activeElement;
      // In React's strict mode the dialog mounts twice, and the second time holds the focus already.
      if (!(target instanceof Node && target.contains(before))) opener.current = before;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const { current } = opener;
      const isThere = current instanceof HTMLElement && current.isConnected && current !== document.body;
      if (isThere) current.focus();
      else onOpenerGone?.();
    },
  };
}

/** For what may go away with the focus in it: the focus goes to what it stood in, never to notFound. */
export function useRestoreFocus(): RefObject<HTMLDivElement | null> {
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

/** With these held down the browser has its own meaning for a key: Alt and the left arrow is Back. */
export function isBrowserShortcut({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey;
}
