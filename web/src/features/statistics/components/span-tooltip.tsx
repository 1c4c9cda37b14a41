import { percent } from "@/lib/format";
import { rateOf, statusOrder, totalOf } from "../counts";
import { spanName } from "../summaries";
import type { Span } from "../weeks";

interface Props {
  /** Passed by the chart. */
  active?: boolean;
  payload?: readonly { readonly payload?: Span }[];
}

/** The numbers of the bar or point under the pointer. */
export function SpanTooltip({ active = false, payload = [] }: Props) {
  const span = payload[0]?.payload;
  if (!active || !span) return null;
  const rows = [
    ...statusOrder.map((status) => [status, span.counts[status].toLocaleString()] as const),
    ["total", totalOf(span.counts).toLocaleString()] as const,
    ["success rate", percent(rateOf(span.counts))] as const,
  ];
  return (
    <div className="rounded-lg border bg-popover px-3.5 py-3 text-sm text-popover-foreground shadow-lg">
      <p className="mb-1.5 font-medium">{spanName(span)}</p>
      <dl className="grid grid-cols-[auto_auto] gap-x-5 gap-y-0.5">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted-foreground first-letter:uppercase">{name}</dt>
            <dd className="text-right font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
