"use client";

import { focusManager } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { type ToastMessage, toastStore } from "@/lib/toast";

const shownForMs = 7000;
/** With an action to take, such as Undo. */
const shownWithActionMs = 10_000;
const none: readonly ToastMessage[] = [];

/**
 * Shows the toasts of `lib/toast`. The live region is in the page from the start and spells out its
 * `aria-live`, because only then do screen readers announce a toast while a dialog is open.
 */
export function Toaster() {
  const messages = useSyncExternalStore(toastStore.subscribe, toastStore.read, () => none);
  const focusedBefore = useRef<Element>(null);
  const dismiss = (id: number) => {
    toastStore.dismiss(id);
    const before = focusedBefore.current;
    const target = before?.isConnected ? before : document.getElementById("content");
    if (target instanceof HTMLElement) target.focus();
  };
  return (
    <div
      onFocus={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) focusedBefore.current = relatedTarget;
      }}
      role="status"
      aria-live="polite"
      aria-atomic={false}
      className="pointer-events-none fixed right-0 bottom-0 z-60 flex w-full max-w-md flex-col gap-2 p-4 max-sm:bottom-16"
    >
      {messages.map((message) => (
        <Toast key={message.id} message={message} onDismiss={dismiss} />
      ))}
    </div>
  );
}

interface ToastProps {
  message: ToastMessage;
  onDismiss: (id: number) => void;
}

function Toast({ message: { id, kind, text, action }, onDismiss }: ToastProps) {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const pageHasFocus = usePageHasFocus();
  // A failure stays until it is dismissed: some are shown nowhere else.
  const expires = kind !== "error" && pageHasFocus && !hovered && !focused;
  useEffect(() => {
    if (!expires) return;
    const timer = setTimeout(() => toastStore.dismiss(id), action ? shownWithActionMs : shownForMs);
    return () => clearTimeout(timer);
  }, [expires, id, action]);
  const Icon = kind === "error" ? CircleAlert : CircleCheck;
  return (
    <div
      data-toast
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      className="pointer-events-auto flex items-start gap-3 rounded-lg border bg-popover p-4 text-popover-foreground shadow-lg animate-in fade-in-0 slide-in-from-bottom-2"
    >
      <Icon
        aria-hidden
        className={cn("mt-0.5 size-5 shrink-0", kind === "error" ? "text-destructive" : "text-primary")}
      />
      <p className="flex-1 text-sm wrap-anywhere">{text}</p>
      {action && (
        <Button
          variant="outline"
          size="small"
          className="-my-1.5"
          onClick={() => {
            action.run();
            onDismiss(id);
          }}
        >
          {action.label}
        </Button>
      )}
      <button
        type="button"
        onClick={() => onDismiss(id)}
        className="-m-1 rounded-md p-1 text-muted-foreground hover:bg-accent hover:text-foreground forced-colors:border"
      >
        <X aria-hidden className="size-4" />
        <span className="sr-only">Dismiss</span>
      </button>
    </div>
  );
}

function usePageHasFocus(): boolean {
  return useSyncExternalStore(
    (listener) => focusManager.subscribe(listener),
    () => focusManager.isFocused(),
    () => true,
  );
}
