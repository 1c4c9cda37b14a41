import { useEffect, useRef } from "react";
import { toggled, withRange } from "./slot-navigation";
import { isFree, type Slot } from "./slots";

interface Range {
  readonly anchor: number;
  /** The selection before the range, which a shrinking range keeps. */
  readonly before: readonly string[];
  /** The selection with the range. Any other selection ends the range. */
  readonly result: readonly string[];
}

/** Selects one slot, a range, or all free slots. */
export function useRangeSelection(
  slots: readonly Slot[],
  picked: readonly string[],
  onPick: (times: string[]) => void,
) {
  const range = useRef<Range>(undefined);
  /** The last slot that was clicked or moved to without Shift, where a range starts. */
  const origin = useRef<number>(undefined);
  const free = slots.map((slot) => (isFree(slot) ? slot.time : undefined));
  const nothingPicked = picked.length === 0;

  // After clearing or booking, a range starts at the next slot that is pressed.
  useEffect(() => {
    if (nothingPicked) origin.current = undefined;
  }, [nothingPicked]);

  const beginAt = (index: number) => {
    range.current = undefined;
    origin.current = index;
  };
  const extendTo = (end: number, from: number) => {
    const last = range.current;
    const goesOn = last !== undefined && String(last.result) === String(picked);
    const { anchor, before } = goesOn ? last : { anchor: from, before: picked };
    const result = withRange(before, free, anchor, end);
    range.current = { anchor, before, result };
    onPick(result);
  };
  const pickOne = (index: number) => {
    beginAt(index);
    const time = free[index];
    if (time !== undefined) onPick(toggled(picked, time));
  };
  return {
    pick: (index: number, shift: boolean) =>
      shift ? extendTo(index, origin.current ?? index) : pickOne(index),
    move: (from: number, to: number, shift: boolean) => (shift ? extendTo(to, from) : beginAt(to)),
    pickAll: () => onPick(withRange(picked, free, 0, slots.length - 1)),
  };
}
