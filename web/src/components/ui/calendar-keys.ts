import { addMonths, weekOf } from "@/lib/dates/month";
import { addDays, type PlainDate } from "@/lib/dates/plain-date";

const monthsOfYear = 12;

/** The day that a key moves to, by the ARIA pattern for date grids; undefined for other keys. */
export function dayAfterKey(key: string, shift: boolean, from: PlainDate): PlainDate | undefined {
  switch (key) {
    case "ArrowLeft":
      return addDays(from, -1);
    case "ArrowRight":
      return addDays(from, 1);
    case "ArrowUp":
      return addDays(from, -7);
    case "ArrowDown":
      return addDays(from, 7);
    case "Home":
      return weekOf(from)[0];
    case "End":
      return weekOf(from).at(-1);
    case "PageUp":
      return addMonths(from, shift ? -monthsOfYear : -1);
    case "PageDown":
      return addMonths(from, shift ? monthsOfYear : 1);
    default:
      return undefined;
  }
}
