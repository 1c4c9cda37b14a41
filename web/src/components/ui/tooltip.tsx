import { type KeyboardEvent, type ReactNode, useState } from "react";

interface Props {
  label: string;
  /** The control. It needs a name of its own, because screen readers do not see the tooltip. */
  children: ReactNode;
}

/** A short text on hover and focus. Escape closes it, and it stays open under the pointer. */
export function Tooltip({ label, children }: Props) {
  const [open, setOpen] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") setOpen(false);
  };
  return (
    <span
      onPointerEnter={() => setOpen(true)}
      onPointerLeave={() => setOpen(false)}
      onFocus={(event) => setOpen(event.target.matches(":focus-visible"))}
      onBlur={() => setOpen(false)}
      onKeyDown={onKeyDown}
      className="relative inline-flex"
    >
      {children}
      {open && (
        <span aria-hidden className="absolute right-0 bottom-full z-50 pb-1.5">
          <span className="block rounded-md bg-foreground px-3 py-1.5 text-xs whitespace-nowrap text-background shadow-md">
            {label}
          </span>
        </span>
      )}
    </span>
  );
}
