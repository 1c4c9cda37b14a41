import { addMonths as addMonthsTo } from "date-fns/addMonths";
import { addDays, fromLocalDate, mondayOf, type PlainDate, toLocalDate } from "./plain-date";

const daysOfWeek = 7;

/** Adds months. In a shorter month the result is its last day. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  return fromLocalDate(addMonthsTo(toLocalDate(date), months));
}

/** The seven days of the day's week, from Monday on. */
export function weekOf(date: PlainDate): PlainDate[] {
  const monday = mondayOf(date);
  return Array.from({ length: daysOfWeek }, (_, day) => addDays(monday, day));
}
