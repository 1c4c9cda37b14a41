import type { KeyboardEvent, Ref } from "react";
import { cn } from "@/lib/cn";
import { isSameMonth, weekOf, weeksOf } from "@/lib/dates/month";
import type { PlainDate } from "@/lib/dates/plain-date";
import { formatDate, userLocale, weekdayHeadings } from "@/lib/format";
import { dayAfterKey } from "./calendar-keys";
import { isBrowserShortcut } from "./focus";

interface Props {
  ref: Ref<HTMLTableElement>;
  /** The id of the element that names the month. */
  captionId: string;
  /** The day with tabindex 0, in the month that is shown. */
  active: PlainDate;
  dayOf: (date: PlainDate) => Day;
  onMove: (to: PlainDate) => void;
  onFocus: (date: PlainDate) => void;
  onPress: (date: PlainDate) => void;
}

export function CalendarMonth({ ref, captionId, active, dayOf, onMove, onFocus, onPress }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    const to = dayAfterKey(event.key, event.shiftKey, active);
    if (to === undefined || isBrowserShortcut(event)) return;
    event.preventDefault();
    onMove(to);
  };
  const cellOf = (date: PlainDate) =>
    isSameMonth(date, active) ? (
      <CalendarDay
        key={date}
        day={dayOf(date)}
        onFocus={() => onFocus(date)}
        onPress={() => onPress(date)}
      />
    ) : (
      <td key={date} />
    );
  return (
    <table
      ref={ref}
      role="grid"
      aria-labelledby={captionId}
      className="w-full table-fixed border-collapse"
      onKeyDown={onKeyDown}
    >
      <Weekdays />
      <tbody>
        {weeksOf(active).map((week) => (
          <tr key={week[0]}>{week.map(cellOf)}</tr>
        ))}
      </tbody>
    </table>
  );
}

const anyWeek = weekOf("2026-01-01");

function Weekdays() {
  const headings = weekdayHeadings(anyWeek);
  return (
    <thead>
      <tr>
        {anyWeek.map((day, at) => (
          <th
            key={day}
            scope="col"
            lang={userLocale()}
            aria-label={formatDate(day, "weekday")}
            className="h-10 text-xs font-medium text-muted-foreground"
          >
            {headings[at]}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Drawn as a border, because high-contrast mode removes backgrounds. */
export const dotClasses = "size-1.5 rounded-full border-3 border-primary";

export interface Day {
  readonly date: PlainDate;
  readonly isToday: boolean;
  readonly isSelected: boolean;
  /** Whether it has tabindex 0. */
  readonly isActive: boolean;
  /** Whether it can be selected. */
  readonly isOpen: boolean;
  readonly note: string | undefined;
}

interface DayProps {
  day: Day;
  onFocus: () => void;
  onPress: () => void;
}

export function CalendarDay({ day, onFocus, onPress }: DayProps) {
  const { date, isToday, isSelected, isActive, isOpen, note } = day;
  return (
    <td className="h-10 p-0 text-center" aria-selected={isSelected}>
      <button
        type="button"
        disabled={!isOpen}
        tabIndex={isActive ? 0 : -1}
        lang={userLocale()}
        aria-label={nameOf(day)}
        aria-current={isToday ? "date" : undefined}
        onFocus={onFocus}
        onClick={onPress}
        className={cn(
          "relative inline-flex h-10 w-full max-w-10 items-center justify-center rounded-md text-sm transition-colors",
          "disabled:pointer-events-none disabled:text-muted-foreground/70",
          isSelected ? "bg-primary text-primary-foreground" : "hover:bg-accent",
          isToday && "font-bold underline underline-offset-4",
        )}
      >
        {Number(date.slice(-2))}
        {note !== undefined && (
          <span className={cn(dotClasses, "absolute bottom-1 in-aria-selected:border-current")} />
        )}
      </button>
    </td>
  );
}

function nameOf({ date, isToday, note }: Day): string {
  return [formatDate(date, "long"), isToday && "today", note].filter(Boolean).join(", ");
}
