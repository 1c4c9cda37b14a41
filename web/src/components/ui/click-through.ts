import { useEffect } from "react";

/** As long as the second click of a double click may take. */
const doubleClickMs = 500;

/**
 * Keeps the second click of a double click on a dialog's button, which comes when the dialog may be gone
 * already, from what lies under it.
 */
export function useNoClickThrough(open = true): void {
  useEffect(() => (open ? swallowSecondClick : undefined), [open]);
}

function swallowSecondClick(): void {
  const swallow = (event: MouseEvent) => {
    if (event.detail < 2) return;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), doubleClickMs);
}
