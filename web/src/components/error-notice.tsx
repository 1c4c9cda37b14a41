import { RotateCw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { BusyButton } from "@/components/ui/button";
import { useRestoreFocus } from "@/components/ui/focus";
import { ApiError, messageOf } from "@/lib/api/error";
import { cn } from "@/lib/cn";

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
      ref={useRestoreFocus()}
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

/** The part of a TanStack query that this pattern needs. */
export interface RetryableQuery {
  readonly data: unknown;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly errorUpdateCount: number;
  readonly refetch: () => unknown;
}

/** What keeps a query from having data; also while a query that never had any is tried again. */
export function useQueryError(query: RetryableQuery): Error | null {
  // A query that was asked another way has not failed yet.
  const retrying = query.isFetching && query.data === undefined && query.errorUpdateCount > 0;
  return useLastError(query.error, retrying);
}

interface QueryErrorProps {
  /** What did not work, such as "The bookings could not be loaded". */
  title: string;
  /** What {@link useQueryError} tells of the query. */
  error: Error;
  query: RetryableQuery;
}

/** Shows why a query failed and tries it again. */
export function QueryError({ title, error, query }: QueryErrorProps) {
  return (
    <ErrorNotice
      title={title}
      error={error}
      retrying={query.isFetching}
      onRetry={() => void query.refetch()}
    />
  );
}

/**
 * The error, also while what failed is tried again. TanStack forgets it at once, and with it would go
 * the button that was just pressed, its focus and the sign that something is happening.
 */
export function useLastError(error: Error | null, retrying: boolean): Error | null {
  const [last, setLast] = useState(error);
  const shown = error ?? (retrying ? last : null);
  if (shown !== last) setLast(shown);
  return shown;
}
