import { useRef } from "react";

/**
 * Gives the focus back to what opened a dialog. Radix does that for its own trigger buttons only, and a
 * dialog that a list opens for one of its rows has none. Where the opener is gone by then, its owner
 * knows what stands for it.
 */
export function useOpener(onOpenerGone?: () => void) {
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
