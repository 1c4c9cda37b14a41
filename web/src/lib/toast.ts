/** A button of a toast, which dismisses it. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface ToastMessage {
  readonly id: number;
  readonly kind: "success" | "error";
  readonly text: string;
  readonly action?: ToastAction;
}

const listeners = new Set<() => void>();
let messages: readonly ToastMessage[] = [];
let lastId = 0;

function replace(next: readonly ToastMessage[]): void {
  messages = next;
  for (const listener of listeners) listener();
}

function show(kind: ToastMessage["kind"], text: string, action?: ToastAction): void {
  lastId += 1;
  replace([...messages, { id: lastId, kind, text, ...(action && { action }) }]);
}

/** Announces what happened, on screen and to screen readers. A success only after the server has confirmed it. */
export const toast = {
  success: (text: string, action?: ToastAction) => show("success", text, action),
  error: (text: string) => show("error", text),
};

/** The toasts on screen, for `useSyncExternalStore`. */
export const toastStore = {
  read: () => messages,
  dismiss: (id: number) => replace(messages.filter((message) => message.id !== id)),
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
