import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Returns the focus to the element that opened a dialog. Radix does this only for its own trigger buttons,
 * and a dialog that a list opens for one of its rows has none. `onOpenerGone` runs if the opener has left the page.
 */
export function useReturnFocus(onOpenerGone?: () => void) {
  const opener = useRef<Element>(null);
  return {
    onOpenAutoFocus: ({ target }: Event) => {
      const before = document.activeElement;
      // Strict mode mounts the dialog twice, and on the second mount the focus is inside it already.
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

/** Moves the focus to the nearest focusable ancestor when the element unmounts with the focus inside it. */
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

/** Whether the browser has its own meaning for the key: Alt and the left arrow go back a page. */
export function isBrowserShortcut({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey;
}
