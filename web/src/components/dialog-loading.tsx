import { Spinner } from "@/components/ui/button";

/** Where a dialog will be, while its code is on its way. A wait that nobody notices shows nothing. */
export function DialogLoading() {
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-1/2 z-50 flex -translate-y-1/2 justify-center delay-300 fill-mode-both animate-in fade-in-0"
    >
      <p className="flex items-center gap-2.5 rounded-lg border bg-popover px-4 py-3 text-sm text-popover-foreground shadow-lg">
        <Spinner />
        Opening…
      </p>
    </div>
  );
}
