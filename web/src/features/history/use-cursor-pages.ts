import { useState } from "react";

interface CursorPages {
  /** Counts from 1. */
  readonly page: number;
  /** Where the page begins; null on the first. */
  readonly cursor: string | null;
  readonly next: (cursor: string) => void;
  readonly previous: () => void;
}

/** Remembers the way through a list's pages. Another list, told by its key, begins at its first page. */
export function useCursorPages(list: string): CursorPages {
  const [way, setWay] = useState<{ list: string; cursors: readonly string[] }>({ list, cursors: [] });
  const cursors = way.list === list ? way.cursors : [];
  return {
    page: cursors.length + 1,
    cursor: cursors.at(-1) ?? null,
    next: (cursor) => setWay({ list, cursors: [...cursors, cursor] }),
    previous: () => setWay({ list, cursors: cursors.slice(0, -1) }),
  };
}
