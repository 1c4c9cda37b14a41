"use client";

import { focusManager } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { cn } from "@/lib/cn";
import { type ToastMessage, toastStore } from "@/lib/toast";

const shownForMs = 7000;
const nothing: readonly ToastMessage[] = [];

/**
 * Shows the toasts of `lib/toast`. The live region stands in the page from the start and has its
 * attribute written out: only then do readers announce what appears in it, over an open dialog too.
 */
export function Toaster() {
  const messages = useSyncExternalStore(toastStore.subscribe, toastStore.read, () => nothing);
  /** What had the focus before a toast had it. */
  const before = useRef<Element>(null);
  const dismiss = (id: number) => {
    toastStore.dismiss(id);
    const back = before.current?.isConnected ? before.current : document.getElementById("content");
    if (back instanceof HTMLElement) back.focus();
  };
  return (
    <div
      onFocus={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) before.current = relatedTarget;
      }}
      role="status"
      aria-live="polite"
      aria-atomic={false}
      className="pointer-events-none fixed right-0 bottom-0 z-60 flex w-full max-w-md flex-col gap-2 p-4"
    >
      {messages.map((message) => (
        <ToastCard key={message.id} message={message} onDismiss={dismiss} />
      ))}
    </div>
  );
}

interface CardProps {
  message: ToastMessage;
  onDismiss: (id: number) => void;
}

function ToastCard({ message: { id, kind, text }, onDismiss }: CardProps) {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const seen = usePageIsSeen();
  // Of some failures a toast is all that is ever said.
  const passing = kind !== "error" && seen && !hovered && !focused;
  useEffect(() => {
    if (!passing) return;
    const timer = setTimeout(() => toastStore.dismiss(id), shownForMs);
    return () => clearTimeout(timer);
  }, [passing, id]);
  if (kind === "announcement") return <p className="sr-only">{text}</p>;
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

/** A toast that nobody can see does not pass. */
function usePageIsSeen(): boolean {
  return useSyncExternalStore(
    (listener) => focusManager.subscribe(listener),
    () => focusManager.isFocused(),
    () => true,
  );
}
