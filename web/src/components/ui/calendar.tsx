import { ChevronLeft, ChevronRight } from "lucide-react";
import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { formatDate, userLocale } from "@/lib/format";
import { addDays, daysBetween, type PlainDate } from "@/lib/dates/plain-date";
import { CalendarDays, type Day } from "./calendar-days";

/** The days that are shown. */
const shown = 14;

interface Props {
  today: PlainDate;
  /** The first and the last day that can be selected. */
  first: PlainDate;
  last: PlainDate;
  selected: PlainDate | undefined;
  onSelect: (date: PlainDate) => void;
  /** A note on a day, such as "2 bookings". Days with a note are marked with a dot. */
  noteOn: (date: PlainDate) => string | undefined;
}

/** Two weeks as a grid with one tab stop. Arrow keys, Home, End, Page Up and Page Down move between the days. */
export function Calendar({ today, first, last, selected, onSelect, noteOn }: Props) {
  const captionId = useId();
  const grid = useRef<HTMLTableElement>(null);
  const [wanted, setWanted] = useState(selected ?? today);
  // The selectable days may have changed since.
  const active = within(wanted, first, last);
  const start = startOf(active, first);
  const turn = (days: number) => setWanted(within(addDays(start, days), first, last));
  const moveTo = (day: PlainDate) => {
    // Renders the day's weeks before the day gets the focus.
    flushSync(() => setWanted(within(day, first, last)));
    grid.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  };
  const dayOf = (date: PlainDate): Day => ({
    date,
    isToday: date === today,
    isSelected: date === selected,
    isActive: date === active,
    isOpen: date >= first && date <= last,
    note: noteOn(date),
  });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex h-9 items-center justify-between">
        <TurnButton name="Previous" off={start === first} onTurn={() => turn(-shown)} />
        <p id={captionId} aria-live="polite" lang={userLocale()} className="font-display text-base font-semibold">
          {formatDate(start, "month")}
        </p>
        <TurnButton name="Next" off={addDays(start, shown) > last} onTurn={() => turn(shown)} />
      </div>
      <CalendarDays
        ref={grid}
        captionId={captionId}
        start={start}
        active={active}
        dayOf={dayOf}
        onMove={moveTo}
        onFocus={setWanted}
        onPress={onSelect}
      />
    </div>
  );
}

interface TurnProps {
  name: "Previous" | "Next";
  off: boolean;
  onTurn: () => void;
}

/** Not disabled at the first and the last days, because a disabled button loses the focus. */
function TurnButton({ name, off, onTurn }: TurnProps) {
  const Icon = name === "Next" ? ChevronRight : ChevronLeft;
  return (
    <button
      type="button"
      aria-label={`${name} two weeks`}
      aria-disabled={off}
      onClick={() => off || onTurn()}
      className="inline-flex size-9 items-center justify-center rounded-md hover:bg-accent aria-disabled:opacity-40 forced-colors:border"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}

/** The first of the two weeks with the day. They follow each other from the first day on. */
function startOf(day: PlainDate, first: PlainDate): PlainDate {
  return addDays(first, Math.floor(daysBetween(first, day) / shown) * shown);
}

function within(date: PlainDate, first: PlainDate, last: PlainDate): PlainDate {
  if (date < first) return first;
  return date > last ? last : date;
}
