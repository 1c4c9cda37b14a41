import { RotateCw, TriangleAlert } from "lucide-react";
import { ApiError, messageOf } from "@/lib/api/error";
import { cn } from "@/lib/cn";
import { BusyButton } from "./ui/button";
import { useFocusOnward } from "./ui/focus-onward";

interface Props {
  /** What did not work, such as "The bookings could not be loaded". */
  title: string;
  error: unknown;
  retrying?: boolean;
  onRetry?: () => void;
  className?: string;
}

/** Shows a failure where its result would have been: what, why, and a way to try again. */
export function ErrorNotice({ title, error, retrying = false, onRetry, className }: Props) {
  const reference = error instanceof ApiError && error.code === "internal" && error.requestId;
  return (
    <div
      // Once a retry has worked, its button is gone.
      ref={useFocusOnward()}
      role="alert"
      className={cn(
        "flex flex-col items-start gap-3 rounded-lg bg-failed p-4 wrap-anywhere sm:p-5",
        className,
      )}
    >
      <div className="flex gap-3 text-failed-foreground">
        <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
        <div className="flex flex-col gap-1">
          <p className="font-medium">{title}</p>
          <p className="text-sm">{messageOf(error)}</p>
          {reference && <p className="text-sm">Reference for the log: {reference}</p>}
        </div>
      </div>
      {onRetry && (
        <BusyButton variant="outline" size="small" busy={retrying} onClick={onRetry}>
          {!retrying && <RotateCw aria-hidden />}
          Retry
        </BusyButton>
      )}
    </div>
  );
}
