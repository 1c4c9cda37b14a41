"use client";

import { useId } from "react";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { statusOrder } from "../counts";
import type { Span } from "../weeks";
import { timeAxis, valueAxis } from "./chart-axes";
import { SpanTooltip } from "./span-tooltip";
import { fillOf, Legend, StatusPatterns } from "./status-patterns";

/** Bookings over time, stacked by status. Hidden from screen readers, which get the card's summary and table. */
export default function WeeksChart({ spans }: { spans: readonly Span[] }) {
  const prefix = useId();
  return (
    <div className="flex flex-col gap-4">
      <Legend />
      <div aria-hidden className="h-72 w-full min-w-0">
        <ResponsiveContainer width="100%" height="100%" minWidth={0}>
          <BarChart data={[...spans]} accessibilityLayer={false} margin={{ top: 4, right: 0, left: 0, bottom: 0 }}>
            <StatusPatterns prefix={prefix} />
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis {...timeAxis} />
            <YAxis {...valueAxis} width={34} allowDecimals={false} />
            <Tooltip content={<SpanTooltip />} cursor={{ fill: "var(--muted)" }} isAnimationActive={false} />
            {statusOrder.map((status) => (
              <Bar
                key={status}
                dataKey={(span: Span) => span.counts[status]}
                name={status}
                stackId="bookings"
                maxBarSize={44}
                fill={fillOf(prefix, status)}
                stroke="var(--card)"
                strokeWidth={1}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
    </div>
  );
}
