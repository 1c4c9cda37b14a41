import { useState } from "react";

interface CursorPages {
  /** Counts from 1. */
  readonly page: number;
  /** Where the page begins; null on the first. */
  readonly cursor: string | null;
  readonly next: (cursor: string) => void;
  readonly previous: () => void;
}

interface Way {
  readonly list: string;
  readonly cursors: readonly string[];
}

/**
 * Remembers the way through a list's pages, in the entry of the browser's history too: Back and a reload lead to
 * the page that was read. Another list, told by its key, begins at its first page.
 */
export function useCursorPages(list: string): CursorPages {
  const [way, setWay] = useState<Way>(() => rememberedWay() ?? { list, cursors: [] });
  const cursors = way.list === list ? way.cursors : [];
  const go = (to: readonly string[]) => {
    const next = { list, cursors: to };
    setWay(next);
    window.history.replaceState({ ...window.history.state, pages: next }, "");
  };
  return {
    page: cursors.length + 1,
    cursor: cursors.at(-1) ?? null,
    next: (cursor) => go([...cursors, cursor]),
    previous: () => go(cursors.slice(0, -1)),
  };
}

function rememberedWay(): Way | undefined {
  const state: unknown = typeof window === "undefined" ? null : window.history.state;
  const pages = memberOf(state, "pages");
  const [list, cursors] = [memberOf(pages, "list"), memberOf(pages, "cursors")];
  if (typeof list !== "string" || !Array.isArray(cursors)) return undefined;
  return cursors.every((cursor) => typeof cursor === "string") ? { list, cursors } : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
