import { type PointerEvent, type ReactNode, useState } from "react";
import { cn } from "@/lib/cn";
import { formatDate, userLocale } from "@/lib/format";
import type { Span } from "../weeks";
import { SpanTooltip } from "./span-tooltip";

interface Props {
  spans: readonly Span[];
  /** The values of the horizontal lines, from zero to the top. */
  ticks: readonly number[];
  tickText: (value: number) => string;
  /** The height of the chart, and the width of the values beside it. */
  className: string;
  tickClassName: string;
  children: ReactNode;
}

/**
 * The frame of a chart over time: lines, values, days, and the numbers under the pointer. Everything is placed in percent, so
 * that nothing is measured. Hidden from screen readers, which get the card's summary and table.
 */
export function Plot({ spans, ticks, tickText, className, tickClassName, children }: Props) {
  const [pointed, setPointed] = useState<number | null>(null);
  const span = pointed === null ? undefined : spans[pointed];
  const top = ticks.at(-1) ?? 1;
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointed(Math.min(spans.length - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * spans.length))));
  };
  return (
    <div aria-hidden data-plot lang={userLocale()} className={cn("flex gap-2 pt-2 pb-7 text-xs text-muted-foreground", className)}>
      <div className={cn("relative shrink-0", tickClassName)}>
        {ticks.map((tick) => (
          <span key={tick} className="absolute right-0 translate-y-1/2 leading-none" style={{ bottom: share(tick, top) }}>
            {tickText(tick)}
          </span>
        ))}
      </div>
      <div className="relative min-w-0 flex-1" onPointerMove={point} onPointerDown={point} onPointerLeave={() => setPointed(null)}>
        {ticks.map((tick) => (
          <div
            key={tick}
            className={cn("absolute inset-x-0 border-t", tick === 0 && "border-input")}
            style={{ bottom: share(tick, top) }}
          />
        ))}
        {pointed !== null && (
          <div className="absolute inset-y-0 bg-muted" style={{ left: share(pointed, spans.length), width: share(1, spans.length) }} />
        )}
        {children}
        <Days spans={spans} />
        {pointed !== null && span && <SpanTooltip span={span} at={(pointed + 0.5) / spans.length} />}
      </div>
    </div>
  );
}

/** A part of a whole in percent, as a length. */
export function share(part: number, whole: number): string {
  return `${(100 * part) / whole}%`;
}

/** As many days as fit under a chart, on a phone and on wider windows. */
const mostDays = { narrow: 5, wide: 10 };

function Days({ spans }: { spans: readonly Span[] }) {
  const isShown = (at: number, most: number) => at % Math.ceil(spans.length / most) === 0;
  return spans.map(({ from }, at) => {
    const [narrow, wide] = [isShown(at, mostDays.narrow), isShown(at, mostDays.wide)];
    if (!narrow && !wide) return null;
    return (
      <span
        key={from}
        className={cn("absolute top-full -translate-x-1/2 pt-2 whitespace-nowrap", !narrow && "max-sm:hidden", !wide && "sm:hidden")}
        style={{ left: share(at + 0.5, spans.length) }}
      >
        {formatDate(from, "short")}
      </span>
    );
  });
}
