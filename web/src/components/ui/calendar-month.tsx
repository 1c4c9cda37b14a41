import type { KeyboardEvent, Ref } from "react";
import { formatDate, weekdayHeadings } from "@/lib/dates/format";
import { isSameMonth, weekOf, weeksOf } from "@/lib/dates/month";
import type { PlainDate } from "@/lib/dates/plain-date";
import { isForBrowser } from "./browser-keys";
import { CalendarDay, type Day } from "./calendar-day";
import { dayAfterKey } from "./calendar-keys";

interface Props {
  ref: Ref<HTMLTableElement>;
  /** The element that names the month. */
  captionId: string;
  /** The day that Tab reaches: its month is the one shown. */
  active: PlainDate;
  dayOf: (date: PlainDate) => Day;
  onMove: (to: PlainDate) => void;
  onFocus: (date: PlainDate) => void;
  onPress: (date: PlainDate) => void;
}

export function CalendarMonth({ ref, captionId, active, dayOf, onMove, onFocus, onPress }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    const to = dayAfterKey(event.key, event.shiftKey, active);
    if (to === undefined || isForBrowser(event)) return;
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
