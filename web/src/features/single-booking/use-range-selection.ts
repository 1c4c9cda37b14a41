import { useEffect, useRef } from "react";
import { toggled, withRange } from "./slot-navigation";
import { isFree, type Slot } from "./slots";

interface Range {
  readonly anchor: number;
  /** What was picked before the range began: a range that shrinks gives back only its own. */
  readonly before: readonly string[];
  /** What was picked with it: once something else is, it is over. */
  readonly result: readonly string[];
}

/** What clicks and keys pick of the slots: one, a range, or all that are free. */
export function useRangeSelection(
  slots: readonly Slot[],
  picked: readonly string[],
  onPick: (times: string[]) => void,
) {
  const range = useRef<Range>(undefined);
  /** Where a range would begin: the last slot that was clicked or moved to without Shift. */
  const origin = useRef<number>(undefined);
  const free = slots.map((slot) => (isFree(slot) ? slot.time : undefined));
  const nothingPicked = picked.length === 0;

  // What was cleared or booked is done with, and with it the place where a range would have begun.
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
