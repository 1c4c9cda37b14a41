import { setNonce } from "get-nonce";
import { useState } from "react";

/**
 * Tells this page view's nonce to the dialogs: they lock scrolling through a style element, which the
 * page's policy blocks without it.
 */
export function useStyleNonce(nonce: string | undefined): void {
  // The first nonce is the one that the browser's policy knows, whatever later payloads carry.
  const [first] = useState(nonce);
  if (typeof window !== "undefined" && first !== undefined) setNonce(first);
}
