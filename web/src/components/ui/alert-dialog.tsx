import { AlertDialog as AlertDialogPrimitive } from "radix-ui";
import type { ReactNode } from "react";
import { BusyButton, Button } from "./button";
import { useIgnoreDoubleClick } from "./dialog";
import { FieldError } from "./field";
import { useReturnFocus } from "./focus";
import { overlayClasses, panelClasses } from "./dialog";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, in full sentences. */
  description: ReactNode;
  /** The verb on the button, such as "Cancel booking". */
  confirmLabel: string;
  dismissLabel: string;
  /** The action is on its way: what has begun can be neither kept from happening nor left unreported. */
  busy?: boolean;
  /** Why the last attempt did not work; the dialog stays open to show it. */
  error?: string | undefined;
  onConfirm: () => void;
  /** Gives the focus somewhere when what opened the dialog is gone by the time it closes. */
  onOpenerGone?: () => void;
  /** Gives it somewhere in any case. */
  onCloseAutoFocus?: (event: Event) => void;
  children?: ReactNode;
}

/** Asks before something that cannot be undone. It closes when its owner says so, not on the click. */
export function ConfirmDialog(props: Props) {
  const { open, onOpenChange, title, description, confirmLabel, dismissLabel } = props;
  const { busy = false, error, onConfirm, onOpenerGone, onCloseAutoFocus, children } = props;
  const opener = useReturnFocus(onOpenerGone);
  useIgnoreDoubleClick(open);
  return (
    <AlertDialogPrimitive.Root open={open} onOpenChange={(next) => busy || onOpenChange(next)}>
      <AlertDialogPrimitive.Portal>
        <AlertDialogPrimitive.Overlay className={overlayClasses} />
        <AlertDialogPrimitive.Content
          className={panelClasses}
          {...opener}
          {...(onCloseAutoFocus && { onCloseAutoFocus })}
        >
          <header className="flex flex-col gap-1.5">
            <AlertDialogPrimitive.Title className="text-lg leading-snug font-semibold">
              {title}
            </AlertDialogPrimitive.Title>
            <AlertDialogPrimitive.Description className="text-sm text-muted-foreground">
              {description}
            </AlertDialogPrimitive.Description>
          </header>
          {children}
          <FieldError>{error}</FieldError>
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <AlertDialogPrimitive.Cancel asChild>
              <Button variant="outline" aria-disabled={busy}>
                {dismissLabel}
              </Button>
            </AlertDialogPrimitive.Cancel>
            <BusyButton variant="destructive" busy={busy} onClick={() => open && onConfirm()}>
              {confirmLabel}
            </BusyButton>
          </div>
        </AlertDialogPrimitive.Content>
      </AlertDialogPrimitive.Portal>
    </AlertDialogPrimitive.Root>
  );
}
