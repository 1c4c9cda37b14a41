import { formatDate } from "@/lib/dates/format";
import type { Span } from "./weeks";

/** The days of a span, such as `Week of 23 Nov` or `5 Jan – 1 Feb`. */
export function spanName({ from, to, weeks }: Span): string {
  if (weeks === 1) return `Week of ${formatDate(from, "short")}`;
  return `${formatDate(from, "medium")} – ${formatDate(to, "medium")}`;
}
