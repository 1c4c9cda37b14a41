import type { ReactNode } from "react";
import { QueryError, type RetryableQuery, useQueryError } from "./error-notice";
import { SkeletonRows } from "./ui/skeleton";

interface Query<Data> extends RetryableQuery {
  readonly data: Data | undefined;
  /** How often it has failed since it was asked; it is asked again by itself. */
  readonly failureCount: number;
  /** The data are another question's and stand in for an answer that is on its way. */
  readonly isPlaceholderData?: boolean;
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
  // That another question had no answer does not mean that this one has none.
  const standsIn = query.isPlaceholderData === true && query.data !== undefined;
  const data = standsIn && isEmpty(query.data) ? undefined : query.data;
  const error = useQueryError(query);
  const verb = data === undefined ? "loaded" : "refreshed";
  return (
    <div tabIndex={-1} aria-busy={query.isFetching} className="flex flex-col gap-4">
      {error && (
        <QueryError title={`The ${name} could not be ${verb}`} error={error} query={query} />
      )}
      {data === undefined && !error && (
        <div role="status">
          <span className="sr-only">Loading {name}</span>
          {query.failureCount > 0 && (
            <p className="pb-4 text-sm text-muted-foreground">
              This takes longer than usual. The booking service is being asked again.
            </p>
          )}
          {skeleton}
        </div>
      )}
      {data !== undefined && (isEmpty(data) ? empty : children(data))}
    </div>
  );
}
