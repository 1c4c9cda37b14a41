type Changes = Readonly<Record<string, string | null>>;

interface Readable {
  toString(): string;
}

/** The query with these members set, or removed where the value is null or empty. */
export function queryWith(current: Readable, changes: Changes): `?${string}` {
  const search = new URLSearchParams(current.toString());
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") search.delete(name);
    else search.set(name, value);
  }
  return `?${search.toString()}`;
}

/** Changes the query without a new history entry, as for a filter. */
export function replaceQuery(changes: Changes): void {
  window.history.replaceState(null, "", queryWith(window.location.search, changes));
}
