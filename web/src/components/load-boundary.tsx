"use client";

import { Component, type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";

interface BoundaryProps {
  instead: ReactNode;
  children: ReactNode;
}

/** Keeps what goes wrong in one part of the page from taking the others with it. */
class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}

const title = "This part of the page could not be loaded";
const advice =
  "The connection may have failed, or the server was restarted with a newer version. Reloading the page fetches it again; what is filled in elsewhere on the page is lost by that.";

/** For a part whose code is fetched when it is first shown. */
export function PartBoundary({ children }: { children: ReactNode }) {
  return <Boundary instead={<MissingPart />}>{children}</Boundary>;
}

interface DialogProps {
  open: boolean;
  onClose: () => void;
}

/** For a dialog whose code is fetched when it is first opened. */
export function DialogBoundary({ children, ...dialog }: DialogProps & { children: ReactNode }) {
  return <Boundary instead={<MissingDialog {...dialog} />}>{children}</Boundary>;
}

function MissingPart() {
  return (
    <div role="alert" className="flex flex-col items-start gap-3 rounded-lg bg-failed p-4 sm:p-5">
      <p className="font-medium text-failed-foreground">{title}</p>
      <p className="text-sm text-failed-foreground">{advice}</p>
      <ReloadButton />
    </div>
  );
}

/** The browser's own dialog, which needs no code to be fetched: it takes the focus and gives it back. */
function MissingDialog({ open, onClose }: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) element.current?.showModal();
    else element.current?.close();
  }, [open]);
  return (
    <dialog
      ref={element}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-advice`}
      onClose={onClose}
      className="m-auto w-full max-w-md rounded-xl border bg-card p-6 text-card-foreground shadow-lg backdrop:bg-black/50"
    >
      <h2 id={`${id}-title`} className="text-lg leading-snug font-semibold">
        {title}
      </h2>
      <p id={`${id}-advice`} className="mt-2 text-sm text-muted-foreground">
        {advice}
      </p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <ReloadButton />
        <Button variant="outline" onClick={onClose}>
          Close
        </Button>
      </div>
    </dialog>
  );
}

/** Rendering it again would not help: a failed fetch of code is remembered for as long as the page lives. */
function ReloadButton() {
  return <Button onClick={() => window.location.reload()}>Reload the page</Button>;
}
