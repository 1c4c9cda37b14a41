"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast } from "radix-ui";
import { useSyncExternalStore } from "react";
import { cn } from "@/lib/cn";
import { type ToastMessage, toastStore } from "@/lib/toast";

const nothing: readonly ToastMessage[] = [];

/** Shows the toasts of `lib/toast`, and announces them without interrupting what is being read. */
export default function Toaster() {
  const messages = useSyncExternalStore(toastStore.subscribe, toastStore.read, () => nothing);
  return (
    <Toast.Provider duration={7000} swipeDirection="right">
      {messages.map((message) => (
        <ToastCard key={message.id} message={message} />
      ))}
      <Toast.Viewport className="fixed right-0 bottom-0 z-60 flex w-full max-w-md flex-col gap-2 p-4 outline-none" />
    </Toast.Provider>
  );
}

function ToastCard({ message }: { message: ToastMessage }) {
  const failed = message.kind === "error";
  const Icon = failed ? CircleAlert : CircleCheck;
  return (
    <Toast.Root
      type="background"
      onOpenChange={(open) => {
        if (!open) toastStore.dismiss(message.id);
      }}
      className="flex items-start gap-3 rounded-lg border bg-popover p-4 text-popover-foreground shadow-lg animate-in fade-in-0 slide-in-from-bottom-2 data-[swipe=move]:translate-x-(--radix-toast-swipe-move-x)"
    >
      <Icon
        aria-hidden
        className={cn("mt-0.5 size-5 shrink-0", failed ? "text-destructive" : "text-primary")}
      />
      <Toast.Description className="flex-1 text-sm">{message.text}</Toast.Description>
      <Toast.Close className="-m-1 rounded-md p-1 text-muted-foreground hover:bg-accent hover:text-foreground">
        <X aria-hidden className="size-4" />
        <span className="sr-only">Dismiss</span>
      </Toast.Close>
    </Toast.Root>
  );
}
