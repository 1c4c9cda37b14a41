import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { product } from "./_shell/product";
import { bricolage, geist } from "./_shell/fonts";
import { Providers } from "./_shell/providers";
import "./globals.css";

// Each page names itself with an element: the one page's name changes with its tab.
export const metadata: Metadata = { description: product.description };

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#00392b" },
    { media: "(prefers-color-scheme: dark)", color: "#08251c" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the request also keeps the page from being built once and served with an old nonce.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // The theme's class is set before React runs, which would otherwise report the difference.
    <html lang="en" className={`${geist.variable} ${bricolage.variable}`} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col">
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
