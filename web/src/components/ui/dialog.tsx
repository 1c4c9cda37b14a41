import { X } from "lucide-react";
import { Dialog as DialogPrimitive } from "radix-ui";
import { type ComponentProps, type ReactNode, useEffect } from "react";
import { cn } from "@/lib/cn";
import { useReturnFocus } from "./focus";

/** Classes that dialogs and alert dialogs share. */
export const overlayClasses =
  "fixed inset-0 z-50 bg-black/55 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0";

export const panelClasses =
  "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 flex-col gap-5 overflow-y-auto rounded-xl border bg-popover p-6 wrap-anywhere text-popover-foreground shadow-xl data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-95 data-[state=closed]:animate-out data-[state=closed]:fade-out-0";

/** The longest time between the clicks of a double click, in milliseconds. */
const doubleClickMs = 500;

/**
 * Ignores the second click of a double click when a dialog closes, because it would hit the element under the
 * dialog's button.
 */
export function useIgnoreDoubleClick(open = true): void {
  useEffect(() => (open ? swallowSecondClick : undefined), [open]);
}

function swallowSecondClick(): void {
  const swallow = (event: MouseEvent) => {
    if (event.detail < 2) return;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, signal: AbortSignal.timeout(doubleClickMs) });
}

export const Dialog = DialogPrimitive.Root;
export const DialogClose = DialogPrimitive.Close;

interface ContentProps extends Omit<ComponentProps<typeof DialogPrimitive.Content>, "title"> {
  title: ReactNode;
  /** One or two sentences under the title, read out with it. */
  description?: ReactNode;
  /** Whether the close button is disabled. The owner then ignores Escape too. */
  busy?: boolean;
  /** Moves the focus if the dialog's opener is gone when it closes. */
  onOpenerGone?: () => void;
}

export function DialogContent(all: ContentProps) {
  const { title, description, busy = false, onOpenerGone, className, children, ...props } = all;
  const opener = useReturnFocus(onOpenerGone);
  useIgnoreDoubleClick();
  // Without this, Radix warns about a dialog that has no description.
  const undescribed = description === undefined && { "aria-describedby": undefined };
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={overlayClasses} />
      <DialogPrimitive.Content
        className={cn(panelClasses, className)}
        // A toast lies above the dialog, so pressing it must not close the dialog.
        onInteractOutside={(event) => isToast(event.target) && event.preventDefault()}
        {...opener}
        {...undescribed}
        {...props}
      >
        <header className="flex flex-col gap-1.5 pr-8">
          <DialogPrimitive.Title className="text-lg leading-snug font-semibold">
            {title}
          </DialogPrimitive.Title>
          {description !== undefined && (
            <DialogPrimitive.Description className="text-sm text-muted-foreground">
              {description}
            </DialogPrimitive.Description>
          )}
        </header>
        {children}
        <DialogPrimitive.Close
          aria-disabled={busy}
          className="absolute top-4 right-4 rounded-md p-1.5 text-muted-foreground hover:bg-accent hover:text-foreground aria-disabled:opacity-55 forced-colors:border"
        >
          <X aria-hidden className="size-4" />
          <span className="sr-only">Close</span>
        </DialogPrimitive.Close>
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  );
}

function isToast(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-toast]") !== null;
}

export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn("flex flex-col-reverse gap-2 sm:flex-row sm:justify-end", className)}
      {...props}
    />
  );
}
