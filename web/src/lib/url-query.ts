type Changes = Readonly<Record<string, string | null>>;

interface Readable {
  toString(): string;
}

/** The query with some members set and, where null, removed; the others stay as they are. */
export function queryWith(current: Readable, changes: Changes): `?${string}` {
  const search = new URLSearchParams(current.toString());
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") search.delete(name);
    else search.set(name, value);
  }
  return `?${search.toString()}`;
}

/** A change that Back need not take back one by one, such as a filter. */
export function replaceQuery(changes: Changes): void {
  window.history.replaceState(null, "", queryWith(window.location.search, changes));
}
