import { RotateCw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { BusyButton } from "@/components/ui/button";
import { useRestoreFocus } from "@/components/ui/focus";
import { ApiError, messageOf } from "@/lib/api/error";
import { cn } from "@/lib/cn";

interface Props {
  /** The failure as a sentence, such as "The bookings could not be loaded". */
  title: string;
  error: unknown;
  retrying?: boolean;
  onRetry?: () => void;
  className?: string;
}

/** Shows a failure in the place of its result: the title, the reason and a Retry button. */
export function ErrorNotice({ title, error, retrying = false, onRetry, className }: Props) {
  const reference = error instanceof ApiError && error.code === "internal" && error.requestId;
  return (
    <div
      // A retry that succeeds removes its button.
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

/** The part of a TanStack query that `QueryError` needs. */
export interface RetryableQuery {
  readonly data: unknown;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly errorUpdateCount: number;
  readonly refetch: () => unknown;
}

/** The query's error, including while a query without data is retried. */
export function useQueryError(query: RetryableQuery): Error | null {
  // A query with a new key has no failure of its own yet.
  const retrying = query.isFetching && query.data === undefined && query.errorUpdateCount > 0;
  return useLastError(query.error, retrying);
}

interface QueryErrorProps {
  /** The failure as a sentence, such as "The bookings could not be loaded". */
  title: string;
  /** From {@link useQueryError}. */
  error: Error;
  query: RetryableQuery;
}

/** Shows why a query failed, and retries it. */
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
 * The error, also during its retry. TanStack clears it when a retry starts, which would unmount the Retry button
 * with the focus and the busy state.
 */
export function useLastError(error: Error | null, retrying: boolean): Error | null {
  const [last, setLast] = useState(error);
  const shown = error ?? (retrying ? last : null);
  if (shown !== last) setLast(shown);
  return shown;
}
