"use client";

import { Component, type ReactNode, useEffect, useState } from "react";
import { Button } from "./ui/button";

interface Props {
  children: ReactNode;
}

/** Contains the failure of a part whose code is loaded on demand. The rest of the page keeps working. */
export class PartBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <MissingPart /> : this.props.children;
  }
}

/** Offers a reload instead of a retry, because the browser remembers a failed import for as long as the page lives. */
function MissingPart() {
  const isOnline = useIsOnline();
  useEffect(() => {
    if (isOnline) return undefined;
    const reload = () => window.location.reload();
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, [isOnline]);
  return (
    <div role="alert" className="flex flex-col items-start gap-3 rounded-lg bg-failed p-4 sm:p-5">
      <p className="font-medium text-failed-foreground">This part of the page could not be loaded</p>
      <p className="text-sm text-failed-foreground">
        {isOnline
          ? "The connection failed, or the server was updated. Reload the page. The booking form keeps its input."
          : "You are offline. It loads when the connection is back."}
      </p>
      <Button onClick={() => window.location.reload()}>Reload the page</Button>
    </div>
  );
}

/** Whether the browser had a connection when the part failed. */
function useIsOnline(): boolean {
  const [isOnline] = useState(() => navigator.onLine);
  return isOnline;
}
