import { ChevronLeft, ChevronRight } from "lucide-react";
import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { formatDate, userLocale } from "@/lib/format";
import { addMonths, firstOfMonth, isSameMonth } from "@/lib/dates/month";
import type { PlainDate } from "@/lib/dates/plain-date";
import { CalendarMonth, type Day } from "./calendar-month";

interface Props {
  today: PlainDate;
  /** The first and the last day that can be selected. */
  first: PlainDate;
  last: PlainDate;
  selected: PlainDate | undefined;
  /** Called with undefined when the selected day is pressed again. */
  onSelect: (date: PlainDate | undefined) => void;
  /** A note on a day, such as "2 bookings". Days with a note are marked with a dot. */
  noteOn: (date: PlainDate) => string | undefined;
}

/** A month as a grid with one tab stop. Arrow keys, Home, End, Page Up and Page Down move between the days. */
export function Calendar({ today, first, last, selected, onSelect, noteOn }: Props) {
  const captionId = useId();
  const grid = useRef<HTMLTableElement>(null);
  const [wanted, setWanted] = useState(selected ?? today);
  // The selectable days may have changed since.
  const active = within(wanted, first, last);
  const turn = (months: number) => setWanted(landingIn(addMonths(active, months), selected, today));
  const moveTo = (day: PlainDate) => {
    // Renders the day's month before the day gets the focus.
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
        <TurnButton name="Previous" off={isSameMonth(active, first)} onTurn={() => turn(-1)} />
        <p id={captionId} aria-live="polite" lang={userLocale()} className="font-display text-base font-semibold">
          {formatDate(active, "month")}
        </p>
        <TurnButton name="Next" off={isSameMonth(active, last)} onTurn={() => turn(1)} />
      </div>
      <CalendarMonth
        ref={grid}
        captionId={captionId}
        active={active}
        dayOf={dayOf}
        onMove={moveTo}
        onFocus={setWanted}
        onPress={(date) => onSelect(date === selected ? undefined : date)}
      />
    </div>
  );
}

interface TurnProps {
  name: "Previous" | "Next";
  off: boolean;
  onTurn: () => void;
}

/** Not disabled at the first and the last month, because a disabled button loses the focus. */
function TurnButton({ name, off, onTurn }: TurnProps) {
  const Icon = name === "Next" ? ChevronRight : ChevronLeft;
  return (
    <button
      type="button"
      aria-label={`Go to the ${name} Month`}
      aria-disabled={off}
      onClick={() => off || onTurn()}
      className="inline-flex size-9 items-center justify-center rounded-md hover:bg-accent aria-disabled:opacity-40 forced-colors:border"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}

/** The day with the tab stop after turning to a month. */
function landingIn(month: PlainDate, ...preferred: readonly (PlainDate | undefined)[]): PlainDate {
  const known = preferred.find((day) => day !== undefined && isSameMonth(day, month));
  return known ?? firstOfMonth(month);
}

function within(date: PlainDate, first: PlainDate, last: PlainDate): PlainDate {
  if (date < first) return first;
  return date > last ? last : date;
}
