"use client";

import { setNonce } from "get-nonce";
import { createContext, type ReactNode, use, useState } from "react";

const NonceContext = createContext<string | undefined>(undefined);

/**
 * This page view's nonce, for the few components that write a style element while they run: without
 * it the page's policy blocks them.
 */
export function useNonce(): string | undefined {
  return use(NonceContext);
}

interface Props {
  nonce: string | undefined;
  children: ReactNode;
}

export function NonceProvider({ nonce, children }: Props) {
  // The first nonce is the one that the browser's policy knows, whatever later payloads carry.
  const [first] = useState(nonce);
  // Dialogs lock scrolling through a style element whose nonce they take from this module.
  if (typeof window !== "undefined" && first !== undefined) setNonce(first);
  return <NonceContext value={first}>{children}</NonceContext>;
}
