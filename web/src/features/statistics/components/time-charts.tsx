import { useId } from "react";
import { percent } from "@/lib/format";
import { type Counts, rateOf, statusOrder, totalOf } from "../counts";
import { ticksUpTo } from "../ticks";
import type { Span } from "../weeks";
import { Plot, share } from "./plot";
import { Legend, StatusPatterns, useFills } from "./status-fills";

interface Props {
  spans: readonly Span[];
}

/** Bookings over time, stacked by status. */
export function WeeksChart({ spans }: Props) {
  const prefix = useId();
  const ticks = ticksUpTo(Math.max(...spans.map(({ counts }) => totalOf(counts))));
  const top = ticks.at(-1) ?? 1;
  return (
    <div className="flex flex-col gap-4">
      <Legend />
      <Plot spans={spans} ticks={ticks} tickText={(count) => count.toLocaleString()} className="h-72" tickClassName="w-8">
        <svg className="absolute size-0">
          <StatusPatterns prefix={prefix} />
        </svg>
        <div className="absolute inset-0 flex">
          {spans.map(({ from, counts }) => (
            <div key={from} className="flex min-w-0 flex-1 justify-center">
              <Bar counts={counts} top={top} prefix={prefix} />
            </div>
          ))}
        </div>
      </Plot>
    </div>
  );
}

interface BarProps {
  counts: Counts;
  /** The count at the top of the chart. */
  top: number;
  prefix: string;
}

function Bar({ counts, top, prefix }: BarProps) {
  const fillOf = useFills(prefix);
  /** The bookings up to the upper end of a status. */
  const upTo = (index: number) => statusOrder.slice(0, index + 1).reduce((sum, status) => sum + counts[status], 0);
  return (
    <svg className="h-full w-4/5 max-w-11">
      {statusOrder.map((status, index) => (
        <rect
          key={status}
          width="100%"
          y={share(top - upTo(index), top)}
          height={share(counts[status], top)}
          fill={fillOf(status)}
          stroke="var(--card)"
        />
      ))}
    </svg>
  );
}

const rateTicks = [0, 25, 50, 75, 100];

/** The success rate over time, with a gap where no booking was confirmed or failed. */
export function RateChart({ spans }: Props) {
  const points = spans.map(({ from, counts }, at) => {
    const rate = rateOf(counts);
    return { from, at: share(at + 0.5, spans.length), height: rate === null ? null : share(100 - rate, 100) };
  });
  return (
    <Plot spans={spans} ticks={rateTicks} tickText={percent} className="h-56" tickClassName="w-10">
      <svg className="absolute size-full overflow-visible" stroke="var(--chart-confirmed)">
        {points.map(({ from, at, height }, index) => {
          const { at: nextAt, height: nextHeight = null } = points[index + 1] ?? {};
          if (height === null || nextHeight === null) return null;
          return <line key={from} x1={at} y1={height} x2={nextAt} y2={nextHeight} strokeWidth="2.5" />;
        })}
        {points.map(
          ({ from, at, height }) => height !== null && <circle key={from} cx={at} cy={height} r="3" fill="var(--card)" strokeWidth="2" />,
        )}
      </svg>
    </Plot>
  );
}
