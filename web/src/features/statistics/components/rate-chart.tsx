"use client";

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { percent } from "@/lib/format";
import { rateOf } from "../counts";
import type { Span } from "../weeks";
import { timeAxis, valueAxis } from "./chart-axes";
import { SpanTooltip } from "./span-tooltip";

/** The success rate over time, with a gap where no booking was confirmed or failed. */
export default function RateChart({ spans }: { spans: readonly Span[] }) {
  return (
    <div aria-hidden className="h-56 w-full min-w-0">
      <ResponsiveContainer width="100%" height="100%" minWidth={0}>
        <LineChart data={[...spans]} accessibilityLayer={false} margin={{ top: 8, right: 8, left: 0, bottom: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis {...timeAxis} />
          <YAxis
            {...valueAxis}
            width={48}
            domain={[0, 100]}
            ticks={[0, 25, 50, 75, 100]}
            tickFormatter={(rate: number) => percent(rate)}
          />
          <Tooltip content={<SpanTooltip />} cursor={{ stroke: "var(--input)" }} isAnimationActive={false} />
          <Line
            dataKey={(span: Span) => rateOf(span.counts)}
            stroke="var(--chart-confirmed)"
            strokeWidth={2.5}
            dot={{ r: 3, fill: "var(--card)", strokeWidth: 2 }}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
