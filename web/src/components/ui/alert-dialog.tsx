import { AlertDialog as AlertDialogPrimitive } from "radix-ui";
import type { ReactNode } from "react";
import { BusyButton, Button } from "./button";
import { overlayClasses, panelClasses, useIgnoreDoubleClick } from "./dialog";
import { FieldError } from "./field";
import { useReturnFocus } from "./focus";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** The consequences, in full sentences. */
  description: ReactNode;
  /** The verb on the button, such as "Cancel booking". */
  confirmLabel: string;
  dismissLabel: string;
  /** Whether the action is running. The dialog then stays open, because it has to show the outcome. */
  busy?: boolean;
  /** Whether the action is not possible now. The button keeps the focus. */
  disabled?: boolean;
  /** The failure of the last attempt. */
  error?: string | undefined;
  onConfirm: () => void;
  /** Moves the focus if the dialog's opener is gone when it closes. */
  onOpenerGone?: () => void;
  /** Moves the focus in any case. */
  onCloseAutoFocus?: (event: Event) => void;
  children?: ReactNode;
}

/** Asks before an action that cannot be undone. Its owner closes it, after the action has succeeded. */
export function ConfirmDialog(props: Props) {
  const { open, onOpenChange, title, description, confirmLabel, dismissLabel } = props;
  const { busy = false, disabled = false, error, onConfirm, onOpenerGone, onCloseAutoFocus, children } = props;
  const opener = useReturnFocus(onOpenerGone);
  useIgnoreDoubleClick(open);
  return (
    <AlertDialogPrimitive.Root open={open} onOpenChange={(next) => busy || onOpenChange(next)}>
      <AlertDialogPrimitive.Portal>
        <AlertDialogPrimitive.Overlay className={overlayClasses} />
        <AlertDialogPrimitive.Content
          className={panelClasses}
          {...opener}
          onOpenAutoFocus={(event) => {
            opener.onOpenAutoFocus(event);
            const field = event.target instanceof Element ? event.target.querySelector("input") : null;
            if (!field) return;
            event.preventDefault();
            field.focus();
          }}
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
            <BusyButton variant="destructive" busy={busy} aria-disabled={busy || disabled} onClick={() => open && !disabled && onConfirm()}>
              {confirmLabel}
            </BusyButton>
          </div>
        </AlertDialogPrimitive.Content>
      </AlertDialogPrimitive.Portal>
    </AlertDialogPrimitive.Root>
  );
}
