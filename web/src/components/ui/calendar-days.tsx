import type { KeyboardEvent, Ref } from "react";
import { cn } from "@/lib/cn";
import { addDays, type PlainDate } from "@/lib/dates/plain-date";
import { formatDate, userLocale, weekdayHeadings } from "@/lib/format";
import { dayAfterKey } from "./calendar-keys";
import { isBrowserShortcut } from "./focus";

interface Props {
  ref: Ref<HTMLTableElement>;
  /** The id of the element that names the days. */
  captionId: string;
  /** The first of the fourteen days. */
  start: PlainDate;
  /** The day with tabindex 0, one of those that are shown. */
  active: PlainDate;
  dayOf: (date: PlainDate) => Day;
  onMove: (to: PlainDate) => void;
  onFocus: (date: PlainDate) => void;
  onPress: (date: PlainDate) => void;
}

/** Two weeks of days, from any weekday on. */
export function CalendarDays({ ref, captionId, start, active, dayOf, onMove, onFocus, onPress }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    const to = dayAfterKey(event.key, event.shiftKey, active);
    if (to === undefined || isBrowserShortcut(event)) return;
    event.preventDefault();
    onMove(to);
  };
  const [first = [], second = []] = [0, 7].map((from) => [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(start, from + day)));
  const cellOf = (date: PlainDate) => (
    <CalendarDay
      key={date}
      day={dayOf(date)}
      namesMonth={date === start || date.endsWith("-01")}
      onFocus={() => onFocus(date)}
      onPress={() => onPress(date)}
    />
  );
  return (
    <table
      ref={ref}
      role="grid"
      aria-labelledby={captionId}
      className="w-full table-fixed border-collapse"
      onKeyDown={onKeyDown}
    >
      <Weekdays week={first} />
      <tbody>
        <tr>{first.map(cellOf)}</tr>
        <tr>{second.map(cellOf)}</tr>
      </tbody>
    </table>
  );
}

function Weekdays({ week }: { week: readonly PlainDate[] }) {
  const headings = weekdayHeadings(week);
  return (
    <thead>
      <tr>
        {week.map((day, at) => (
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
  /** Whether the month is shown with the day. */
  namesMonth: boolean;
  onFocus: () => void;
  onPress: () => void;
}

function CalendarDay({ day, namesMonth, onFocus, onPress }: DayProps) {
  const { date, isToday, isSelected, isActive, isOpen, note } = day;
  return (
    <td className="p-0.5 text-center" aria-selected={isSelected}>
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
          "relative inline-flex h-12 w-full flex-col items-center justify-center rounded-md border border-transparent text-sm leading-tight transition-colors",
          "disabled:pointer-events-none disabled:text-muted-foreground/70",
          isSelected ? "bg-primary text-primary-foreground" : "border-border! hover:bg-accent",
          isToday && "font-bold underline underline-offset-4",
        )}
      >
        <span>{Number(date.slice(-2))}</span>
        {namesMonth && <span className="text-[0.625rem]">{formatDate(date, "monthShort")}</span>}
        {note !== undefined && (
          <span className={cn(dotClasses, "absolute top-1 right-1 in-aria-selected:border-current")} />
        )}
      </button>
    </td>
  );
}

function nameOf({ date, isToday, note }: Day): string {
  return [formatDate(date, "long"), isToday && "today", note].filter(Boolean).join(", ");
}
