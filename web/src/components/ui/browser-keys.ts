import type { KeyboardEvent } from "react";

/** With these held down the browser has its own meaning for a key: Alt and the left arrow is Back. */
export function isForBrowser({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey;
}
