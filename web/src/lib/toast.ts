export interface ToastMessage {
  readonly id: number;
  readonly kind: "success" | "error" | "announcement";
  readonly text: string;
}

const listeners = new Set<() => void>();
let messages: readonly ToastMessage[] = [];
let lastId = 0;

function replace(next: readonly ToastMessage[]): void {
  messages = next;
  for (const listener of listeners) listener();
}

function show(kind: ToastMessage["kind"], text: string): void {
  lastId += 1;
  replace([...messages, { id: lastId, kind, text }]);
}

/** Says what happened, on screen and to screen readers. Only for what the server has confirmed. */
export const toast = {
  success: (text: string) => show("success", text),
  error: (text: string) => show("error", text),
  /** To screen readers alone, of what everybody else sees where it happened. */
  announce: (text: string) => show("announcement", text),
};

/** What the toaster shows; the shape that `useSyncExternalStore` takes. */
export const toastStore = {
  read: () => messages,
  dismiss: (id: number) => replace(messages.filter((message) => message.id !== id)),
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
