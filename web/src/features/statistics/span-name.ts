import { formatDate } from "@/lib/dates/format";
import type { Span } from "./weeks";

/** The days of a span, such as `Week of 23 Nov` or `Mon, 5 Jan 2026 – Sun, 1 Feb 2026`. */
export function spanName(span: Span): string {
  return span.weeks === 1 ? `Week of ${formatDate(span.from, "short")}` : daysOf(span);
}

/** The same inside a sentence. */
export function spanPhrase(span: Span): string {
  return span.weeks === 1 ? `week of ${formatDate(span.from, "short")}` : daysOf(span);
}

function daysOf({ from, to }: Span): string {
  return `${formatDate(from, "medium")} – ${formatDate(to, "medium")}`;
}
