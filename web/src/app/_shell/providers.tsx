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

/** Passes the page's nonce to the dialogs, which lock scrolling with a style element. */
function useStyleNonce(nonce: string | undefined): void {
  // The browser's policy knows only the first nonce, whatever later payloads contain.
  const [first] = useState(nonce);
  if (typeof window !== "undefined" && first !== undefined) setNonce(first);
}
