"use client";

import { Button } from "@/components/ui/button";
import { product } from "./_shell/product";

export default function PageError({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="mx-auto flex max-w-lg flex-1 flex-col items-start justify-center gap-4 p-6">
      <title>{`Error · ${product.name}`}</title>
      <h1 className="text-3xl font-semibold">This page could not be shown</h1>
      <p className="text-muted-foreground">
        No data was changed. Try again, or reload the page.
      </p>
      <Button onClick={reset}>Try again</Button>
    </main>
  );
}
