import { type ReactNode, useDeferredValue } from "react";
import { QueryError, type RetryableQuery, useQueryError } from "./error-notice";
import { SkeletonRows } from "./ui/skeleton";

interface Query<Data> extends RetryableQuery {
  readonly data: Data | undefined;
  /** Failed attempts of the running request. */
  readonly failureCount: number;
  /** Whether the data belong to the previous query and are shown until the new ones arrive. */
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

/** The four states of every list: loading, failed, empty and filled. Stale data stay visible under an error. */
export function ListState<Data>(props: Props<Data>) {
  const { query, name, isEmpty, empty, skeleton = <SkeletonRows />, children } = props;
  // An empty result of the previous query does not make this one empty.
  const isStaleEmpty = query.isPlaceholderData === true && query.data !== undefined && isEmpty(query.data);
  const arrived = !isStaleEmpty && query.data !== undefined;
  // A long list appears in steps between which the browser can paint and answer. Later changes show at once.
  const shown = useDeferredValue(arrived) && arrived;
  const data = shown ? query.data : undefined;
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
            <p className="pb-4 text-sm text-muted-foreground">This takes longer than usual. Retrying.</p>
          )}
          {skeleton}
        </div>
      )}
      {data !== undefined && (isEmpty(data) ? empty : children(data))}
    </div>
  );
}
