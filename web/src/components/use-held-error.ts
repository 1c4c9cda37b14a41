import { useState } from "react";

/**
 * The error, also while what failed is tried again. TanStack forgets it at once, and with it would go
 * the button that was just pressed, its focus and the sign that something is happening.
 */
export function useHeldError(error: Error | null, retrying: boolean): Error | null {
  const [last, setLast] = useState(error);
  const shown = error ?? (retrying ? last : null);
  if (shown !== last) setLast(shown);
  return shown;
}
