"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { NonceProvider } from "@/components/nonce";
import { createQueryClient } from "@/lib/queries/query-client";

/** Fetched once the page stands: what was announced before then waits in the store. */
const Toaster = dynamic(() => import("@/components/ui/toaster"), { ssr: false });

interface Props {
  nonce: string | undefined;
  children: ReactNode;
}

export function Providers({ nonce, children }: Props) {
  const [queryClient] = useState(createQueryClient);
  return (
    <NonceProvider nonce={nonce}>
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
    </NonceProvider>
  );
}
