import { useState } from "react";

interface CursorPages {
  /** Counts from 1. */
  readonly page: number;
  /** The page's cursor; null for the first page. */
  readonly cursor: string | null;
  readonly next: (cursor: string) => void;
  readonly previous: () => void;
}

interface PageTrail {
  readonly list: string;
  /** The cursors of the pages from the second to the current one. */
  readonly cursors: readonly string[];
}

/**
 * The current page of a list, stored in the history entry, so that Back and a reload return to it. A list
 * with another key starts at its first page.
 */
export function useCursorPages(list: string): CursorPages {
  const [trail, setTrail] = useState<PageTrail>(() => storedTrail() ?? { list, cursors: [] });
  const cursors = trail.list === list ? trail.cursors : [];
  const go = (to: readonly string[]) => {
    const next = { list, cursors: to };
    setTrail(next);
    window.history.replaceState({ ...window.history.state, pages: next }, "");
  };
  return {
    page: cursors.length + 1,
    cursor: cursors.at(-1) ?? null,
    next: (cursor) => go([...cursors, cursor]),
    previous: () => go(cursors.slice(0, -1)),
  };
}

function storedTrail(): PageTrail | undefined {
  const state: unknown = typeof window === "undefined" ? null : window.history.state;
  const pages = memberOf(state, "pages");
  const [list, cursors] = [memberOf(pages, "list"), memberOf(pages, "cursors")];
  if (typeof list !== "string" || !Array.isArray(cursors)) return undefined;
  return cursors.every((cursor) => typeof cursor === "string") ? { list, cursors } : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
