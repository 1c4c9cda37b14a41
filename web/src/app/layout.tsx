import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { firstAnswers } from "@/lib/server/first-answers";
import { product } from "./_shell/product";
import { bricolage, geist } from "./_shell/fonts";
import { Providers } from "./_shell/providers";
import "./globals.css";

// No title here: each page renders its own, because it changes with the tab.
export const metadata: Metadata = { description: product.description };

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#00392b" },
    { media: "(prefers-color-scheme: dark)", color: "#08251c" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the headers also makes the page dynamic: a static page would be served with an old nonce.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // A script sets the theme's class before React hydrates, which would otherwise report a mismatch.
    <html lang="en" className={`${geist.variable} ${bricolage.variable}`} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col max-sm:pb-16">
        <Providers nonce={nonce} first={await firstAnswers()}>{children}</Providers>
      </body>
    </html>
  );
}
