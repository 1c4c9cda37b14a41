import { X } from "lucide-react";
import { Dialog as DialogPrimitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { useNoClickThrough } from "./click-through";
import { useOpener } from "./opener";
import { overlayClasses, panelClasses } from "./overlay";

export const Dialog = DialogPrimitive.Root;
export const DialogClose = DialogPrimitive.Close;

interface ContentProps extends Omit<ComponentProps<typeof DialogPrimitive.Content>, "title"> {
  title: ReactNode;
  /** One or two sentences under the title, read out with it. */
  description?: ReactNode;
  /** Nothing closes it meanwhile; its owner sees to that. */
  busy?: boolean;
  /** Gives the focus somewhere when what opened the dialog is gone by the time it closes. */
  onOpenerGone?: () => void;
}

export function DialogContent(all: ContentProps) {
  const { title, description, busy = false, onOpenerGone, className, children, ...props } = all;
  const opener = useOpener(onOpenerGone);
  useNoClickThrough();
  // Radix warns about a dialog without a description unless told that this is meant.
  const undescribed = description === undefined && { "aria-describedby": undefined };
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={overlayClasses} />
      <DialogPrimitive.Content
        className={cn(panelClasses, className)}
        // A toast lies over the dialog, not outside it.
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
