import { ErrorNotice } from "./error-notice";
import { useHeldError } from "./use-held-error";

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
  return useHeldError(query.error, retrying);
}

interface Props {
  /** What did not work, such as "The bookings could not be loaded". */
  title: string;
  /** What {@link useQueryError} tells of the query. */
  error: Error;
  query: RetryableQuery;
}

/** Shows why a query failed and tries it again. */
export function QueryError({ title, error, query }: Props) {
  return (
    <ErrorNotice
      title={title}
      error={error}
      retrying={query.isFetching}
      onRetry={() => void query.refetch()}
    />
  );
}
