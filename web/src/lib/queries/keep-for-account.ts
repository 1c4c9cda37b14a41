interface PreviousQuery {
  readonly queryKey: readonly unknown[];
}

/**
 * What a list shows until its next answer is there: the last one, so that nothing jumps. Never another
 * account's, which would stand under the wrong name. The account is the third member of the list's key.
 */
export function keepForAccount(accountId: number | null) {
  return <Data>(previous: Data | undefined, query: PreviousQuery | undefined) =>
    query?.queryKey[2] === accountId ? previous : undefined;
}
