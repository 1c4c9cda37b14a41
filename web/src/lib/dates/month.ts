import { addMonths as addMonthsTo } from "date-fns/addMonths";
import { addDays, fromLocalDate, mondayOf, type PlainDate, toLocalDate } from "./plain-date";

const daysOfWeek = 7;

export function firstOfMonth(date: PlainDate): PlainDate {
  return `${date.slice(0, 8)}01`;
}

export function isSameMonth(one: PlainDate, other: PlainDate): boolean {
  return firstOfMonth(one) === firstOfMonth(other);
}

/** Adds months. In a shorter month the result is its last day. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  return fromLocalDate(addMonthsTo(toLocalDate(date), months));
}

/** The seven days of the day's week, from Monday on. */
export function weekOf(date: PlainDate): PlainDate[] {
  const monday = mondayOf(date);
  return Array.from({ length: daysOfWeek }, (_, day) => addDays(monday, day));
}

/** The month's weeks, including the days of its neighbours in the first and the last week. */
export function weeksOf(month: PlainDate): PlainDate[][] {
  const weeks: PlainDate[][] = [];
  const next = addMonths(firstOfMonth(month), 1);
  for (let week = weekOf(firstOfMonth(month)); (week[0] ?? next) < next; ) {
    weeks.push(week);
    week = weekOf(addDays(week[0] ?? next, daysOfWeek));
  }
  return weeks;
}
