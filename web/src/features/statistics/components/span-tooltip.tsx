import { percent } from "@/lib/format";
import { rateOf, statusOrder, totalOf } from "../counts";
import { SpanPhrase } from "../summaries";
import type { Span } from "../weeks";

/** The numbers of the span under the pointer, beside it: to the right in the left half of the chart, else to the left. */
export function SpanTooltip({ span, at }: { span: Span; at: number }) {
  const rows = [
    ...statusOrder.map((status) => [status, span.counts[status].toLocaleString()] as const),
    ["total", totalOf(span.counts).toLocaleString()] as const,
    ["success rate", percent(rateOf(span.counts))] as const,
  ];
  const [side, distance] = at < 0.5 ? (["left", at] as const) : (["right", 1 - at] as const);
  return (
    <div
      className="pointer-events-none absolute top-2 z-10 w-44 rounded-lg border bg-popover px-3.5 py-3 text-sm text-popover-foreground shadow-lg"
      // It stays within the chart on a phone.
      style={{ [side]: `min(${100 * distance}% + 1.5rem, 100% - 11rem)` }}
    >
      <p className="mb-1.5 font-medium first-letter:uppercase">
        <SpanPhrase span={span} />
      </p>
      <dl className="grid grid-cols-[auto_auto] gap-x-5 gap-y-0.5">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="whitespace-nowrap text-muted-foreground first-letter:uppercase">{name}</dt>
            <dd className="text-right font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
