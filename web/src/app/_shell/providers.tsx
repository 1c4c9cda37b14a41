"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { Toaster } from "@/components/ui/toaster";
import { createQueryClient } from "@/lib/query-client";

interface Props {
  nonce: string | undefined;
  children: ReactNode;
}

export function Providers({ nonce, children }: Props) {
  const [queryClient] = useState(createQueryClient);
  useStyleNonce(nonce);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      disableTransitionOnChange
      {...(nonce !== undefined && { nonce })}
    >
      <QueryClientProvider client={queryClient}>
        {children}
        <Toaster />
      </QueryClientProvider>
    </ThemeProvider>
  );
}

/**
 * Tells this page view's nonce to the dialogs: they lock scrolling through a style element, which the
 * page's policy blocks without it.
 */
export function useStyleNonce(nonce: string | undefined): void {
  // The first nonce is the one that the browser's policy knows, whatever later payloads carry.
  const [first] = useState(nonce);
  if (typeof window !== "undefined" && first !== undefined) setNonce(first);
}
