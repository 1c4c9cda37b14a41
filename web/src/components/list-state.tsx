import type { ReactNode } from "react";
import { ErrorNotice } from "./error-notice";
import { SkeletonRows } from "./ui/skeleton";
import { useHeldError } from "./use-held-error";

/** The part of a TanStack query that this pattern needs. */
interface Query<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly errorUpdateCount: number;
  readonly refetch: () => unknown;
}

interface Props<Data> {
  query: Query<Data>;
  /** The list's name inside sentences, such as "bookings". */
  name: string;
  isEmpty: (data: Data) => boolean;
  empty: ReactNode;
  skeleton?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** The four states of every list: loading, failed, empty and full. Old data stays under an error. */
export function ListState<Data>(props: Props<Data>) {
  const { query, name, isEmpty, empty, skeleton = <SkeletonRows />, children } = props;
  const { data, isFetching, refetch } = query;
  // A list that was asked for another way has not failed yet.
  const retrying = isFetching && data === undefined && query.errorUpdateCount > 0;
  const error = useHeldError(query.error, retrying);
  return (
    <div tabIndex={-1} aria-busy={isFetching} className="flex flex-col gap-4">
      {error && (
        <ErrorNotice
          title={`The ${name} could not be ${data === undefined ? "loaded" : "refreshed"}`}
          error={error}
          retrying={isFetching}
          onRetry={() => void refetch()}
        />
      )}
      {data === undefined && !error && (
        <div role="status">
          <span className="sr-only">Loading {name}</span>
          {skeleton}
        </div>
      )}
      {data !== undefined && (isEmpty(data) ? empty : children(data))}
    </div>
  );
}
