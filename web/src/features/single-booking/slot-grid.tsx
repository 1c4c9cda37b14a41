import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { isForBrowser } from "@/components/ui/browser-keys";
import { focusAfter, toggled, withRange } from "./slot-moves";
import { SlotOption } from "./slot-option";
import { isFree, type Slot } from "./slots";

interface Props {
  slots: readonly Slot[];
  picked: readonly string[];
  invalid: boolean;
  busy: boolean;
  onPick: (times: string[]) => void;
}

interface Range {
  readonly anchor: number;
  /** What was picked before the range began: a range that shrinks gives back only its own. */
  readonly before: readonly string[];
  /** What was picked with it: once something else is, it is over. */
  readonly result: readonly string[];
}

/** Slots to pick: click or Space picks one, Shift with a click or an arrow key picks a range. */
export function SlotGrid({ slots, picked, invalid, busy, onPick }: Props) {
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const range = useRef<Range>(undefined);
  /** Where a range would begin: the last slot that was clicked or moved to without Shift. */
  const origin = useRef<number>(undefined);
  const [active, setActive] = useState(0);
  const free = slots.map((slot) => (isFree(slot) ? slot.time : undefined));

  const nothingPicked = picked.length === 0;

  // What was cleared or booked is done with, and with it the place where a range would have begun.
  useEffect(() => {
    if (nothingPicked) origin.current = undefined;
  }, [nothingPicked]);

  const extendTo = (end: number, from: number) => {
    const last = range.current;
    const goesOn = last !== undefined && String(last.result) === String(picked);
    const { anchor, before } = goesOn ? last : { anchor: from, before: picked };
    const result = withRange(before, free, anchor, end);
    range.current = { anchor, before, result };
    onPick(result);
  };
  const pick = (index: number, shift: boolean) => {
    if (shift) {
      extendTo(index, origin.current ?? index);
      return;
    }
    range.current = undefined;
    origin.current = index;
    const time = free[index];
    if (time !== undefined) onPick(toggled(picked, time));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyTarget(event, active, slots.length, grid.current);
    if (event.key === " " || event.key === "Enter") pick(active, event.shiftKey);
    else if (isSelectAll(event)) onPick(withRange(picked, free, 0, slots.length - 1));
    else if (to !== undefined && !isForBrowser(event)) {
      if (event.shiftKey) extendTo(to, active);
      else {
        range.current = undefined;
        origin.current = to;
      }
      document.getElementById(`${id}${to}`)?.focus();
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={grid}
      role="listbox"
      tabIndex={-1}
      aria-label="Time slots"
      aria-multiselectable
      aria-invalid={invalid}
      aria-busy={busy}
      onKeyDown={onKeyDown}
      className="grid grid-cols-3 gap-2 sm:grid-cols-6 md:grid-cols-3"
    >
      {slots.map(({ time, state }, index) => (
        <SlotOption
          key={time}
          id={`${id}${index}`}
          time={time}
          state={state}
          selected={picked.includes(time)}
          active={index === active}
          onFocus={() => setActive(index)}
          onPress={(shift) => {
            pick(index, shift);
            setActive(index);
          }}
        />
      ))}
    </div>
  );
}

function keyTarget({ key }: KeyboardEvent, from: number, count: number, grid: Element | null) {
  const columns = grid ? getComputedStyle(grid).gridTemplateColumns.split(" ").length : 1;
  return focusAfter(key, from, { count, columns });
}

function isSelectAll({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "a" && (ctrlKey || metaKey);
}
