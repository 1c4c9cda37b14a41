import { type KeyboardEvent, useId, useRef, useState } from "react";
import { isBrowserShortcut } from "@/components/ui/focus";
import type { Availability } from "@/entities/facility/facility-slots";
import { focusAfter } from "../slot-navigation";
import type { Slot } from "../slots";
import { useRangeSelection } from "../use-range-selection";
import { SlotOption } from "./slot-option";

interface Props {
  slots: readonly Slot[];
  /** The facility's slots, by time. */
  availability: ReadonlyMap<string, Availability>;
  picked: readonly string[];
  invalid: boolean;
  busy: boolean;
  onPick: (times: string[]) => void;
}

/** Click or Space selects a slot, Shift with a click or an arrow key selects a range. */
export function SlotGrid({ slots, availability, picked, invalid, busy, onPick }: Props) {
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const { pick, move, pickAll } = useRangeSelection(slots, picked, onPick);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyTarget(event, active, slots.length, grid.current);
    if (event.key === " " || event.key === "Enter") pick(active, event.shiftKey);
    else if (isSelectAll(event)) pickAll();
    else if (to !== undefined) {
      move(active, to, event.shiftKey);
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
      className="grid grid-cols-3 gap-2 transition-opacity aria-busy:opacity-50 sm:grid-cols-6 md:grid-cols-3"
    >
      {slots.map(({ time, state }, index) => (
        <SlotOption
          key={time}
          id={`${id}${index}`}
          time={time}
          state={state}
          availability={availability.get(time)}
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

function keyTarget(event: KeyboardEvent, from: number, count: number, grid: Element | null) {
  if (isBrowserShortcut(event)) return undefined;
  const columns = grid ? getComputedStyle(grid).gridTemplateColumns.split(" ").length : 1;
  return focusAfter(event.key, from, { count, columns });
}

function isSelectAll({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "a" && (ctrlKey || metaKey);
}
