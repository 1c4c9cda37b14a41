"use client";

import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { Toaster } from "@/components/ui/toaster";
import { engineQuery } from "@/entities/facility/engine";
import { facilityQuery } from "@/entities/facility/facility";
import { createQueryClient } from "@/lib/query-client";
import type { FirstAnswers } from "@/lib/server/first-answers";

interface Props {
  nonce: string | undefined;
  /** The answers that the server sends with the page. */
  first?: FirstAnswers;
  children: ReactNode;
}

export function Providers({ nonce, first, children }: Props) {
  const [queryClient] = useState(() => clientWith(first));
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

/** A client that has the server's answers, and reads them again at once: a page may be shown long after it was sent. */
function clientWith(first: FirstAnswers | undefined): QueryClient {
  const client = createQueryClient();
  if (!first) return client;
  const options = { updatedAt: arrival() };
  client.setQueryData(facilityQuery().queryKey, first.facility, options);
  client.setQueryData(engineQuery().queryKey, first.engine, options);
  void client.invalidateQueries({ refetchType: "none" });
  return client;
}

/** The moment at which the page began to arrive: the facility's clock is compared with it. */
function arrival(): number {
  if (typeof window === "undefined") return Date.now();
  const [page] = performance.getEntriesByType("navigation");
  return performance.timeOrigin + (page instanceof PerformanceNavigationTiming ? page.responseStart : 0);
}

/** Passes the page's nonce to the dialogs, which lock scrolling with a style element. */
function useStyleNonce(nonce: string | undefined): void {
  // The browser's policy knows only the first nonce, whatever later payloads contain.
  const [first] = useState(nonce);
  if (typeof window !== "undefined" && first !== undefined) setNonce(first);
}
