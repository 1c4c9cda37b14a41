/** The index that a key moves the focus to; undefined for other keys. */
export function focusAfter(
  key: string,
  from: number,
  { count, columns }: { readonly count: number; readonly columns: number },
): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = steps[key];
  if (step === undefined) return undefined;
  const to = from + step;
  // At an edge the focus stays.
  return to >= 0 && to < count ? to : from;
}

/** Adds the free slots of a range to those that were selected before it. */
export function withRange(
  before: readonly string[],
  free: readonly (string | undefined)[],
  anchor: number,
  end: number,
): string[] {
  const [first, last] = anchor < end ? [anchor, end] : [end, anchor];
  const added = free.slice(first, last + 1).filter((time) => time !== undefined);
  return [...new Set([...before, ...added])].sort();
}

export function toggled(picked: readonly string[], time: string): string[] {
  const without = picked.filter((other) => other !== time);
  return without.length < picked.length ? without : [...picked, time].sort();
}
