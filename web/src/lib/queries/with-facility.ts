interface Query {
  readonly data: unknown;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly isEnabled: boolean;
  readonly errorUpdateCount: number;
  readonly refetch: () => Promise<unknown>;
}

/**
 * A list together with the facility, without which it cannot be asked for or shown, as one query: it is
 * loading, failed and tried again as the two are.
 */
export function withFacility<List extends Query>(list: List, facility: Query) {
  const refetch = () => Promise.all([facility.refetch(), list.isEnabled && list.refetch()]);
  return {
    ...list,
    error: list.error ?? facility.error,
    isFetching: list.isFetching || facility.isFetching,
    errorUpdateCount: list.errorUpdateCount + facility.errorUpdateCount,
    refetch,
  };
}
