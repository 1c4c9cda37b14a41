"use client";

import { type ReactNode, useId } from "react";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  type XAxisProps,
  YAxis,
  type YAxisProps,
} from "recharts";
import type { BookingStatus } from "@/lib/api/types";
import { formatDate, percent, userLocale } from "@/lib/format";
import { rateOf, statusOrder, totalOf } from "../counts";
import { useMediaQuery } from "@/lib/use-media-query";
import { SpanPhrase } from "../summaries";
import type { Span } from "../weeks";

/** Bookings over time, stacked by status. Hidden from screen readers, which get the card's summary and table. */
export function WeeksChart({ spans }: { spans: readonly Span[] }) {
  const prefix = useId();
  const textured = useTextures();
  return (
    <div className="flex flex-col gap-4">
      <Legend />
      <div aria-hidden lang={userLocale()} className="h-72 w-full min-w-0">
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
                fill={textured ? textureOf(prefix, status) : `var(--chart-${status})`}
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

/** The success rate over time, with a gap where no booking was confirmed or failed. */
export function RateChart({ spans }: { spans: readonly Span[] }) {
  return (
    <div aria-hidden lang={userLocale()} className="h-56 w-full min-w-0">
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

interface TooltipProps {
  /** Passed by the chart. */
  active?: boolean;
  payload?: readonly { readonly payload?: Span }[];
}

/** The numbers of the bar or point under the pointer. */
function SpanTooltip({ active = false, payload = [] }: TooltipProps) {
  const span = payload[0]?.payload;
  if (!active || !span) return null;
  const rows = [
    ...statusOrder.map((status) => [status, span.counts[status].toLocaleString()] as const),
    ["total", totalOf(span.counts).toLocaleString()] as const,
    ["success rate", percent(rateOf(span.counts))] as const,
  ];
  return (
    <div className="rounded-lg border bg-popover px-3.5 py-3 text-sm text-popover-foreground shadow-lg">
      <p className="mb-1.5 font-medium first-letter:uppercase">
        <SpanPhrase span={span} />
      </p>
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

/** A fill for each status with its own texture, so that colour is not needed: solid, stripes, crosses, dots. */
function StatusPatterns({ prefix }: { prefix: string }) {
  return (
    <defs>
      <Pattern prefix={prefix} status="confirmed" />
      <Pattern prefix={prefix} status="pending">
        <path d="M-2 2 2 -2M0 8 8 0M6 10 10 6" />
      </Pattern>
      <Pattern prefix={prefix} status="failed">
        <path d="M0 0 8 8M0 8 8 0" />
      </Pattern>
      <Pattern prefix={prefix} status="cancelled">
        <path d="M2 2h.01M6 6h.01" strokeWidth="2.6" />
      </Pattern>
    </defs>
  );
}

/** Whether colours are missing: in high-contrast mode and on paper. */
function useTextures(): boolean {
  return useMediaQuery("print, (forced-colors: active)");
}

function textureOf(prefix: string, status: BookingStatus): string {
  return `url(#${prefix}-${status})`;
}

interface PatternProps {
  prefix: string;
  status: BookingStatus;
  children?: ReactNode;
}

function Pattern({ prefix, status, children }: PatternProps) {
  return (
    <pattern id={`${prefix}-${status}`} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="8" height="8" fill={`var(--chart-${status})`} />
      <g stroke="var(--card)" strokeWidth="1.6" strokeLinecap="round">
        {children}
      </g>
    </pattern>
  );
}

/** The statuses and their fills. */
function Legend() {
  const prefix = useId();
  const textured = useTextures();
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
      {statusOrder.map((status) => (
        <li key={status} className="flex items-center gap-2 capitalize">
          <svg aria-hidden viewBox="0 0 16 16" className="size-4">
            {status === statusOrder[0] && <StatusPatterns prefix={prefix} />}
            <rect width="16" height="16" rx="3" fill={textured ? textureOf(prefix, status) : `var(--chart-${status})`} />
          </svg>
          {status}
        </li>
      ))}
    </ul>
  );
}

const tick = { fill: "var(--muted-foreground)", fontSize: 12 };

/** The x axis of the charts over time. */
const timeAxis = {
  dataKey: "from",
  tickFormatter: (day: string) => formatDate(day, "short"),
  tick,
  tickLine: false,
  axisLine: { stroke: "var(--input)" },
  minTickGap: 24,
  tickMargin: 8,
} satisfies XAxisProps;

const valueAxis = { tick, tickLine: false, axisLine: false } satisfies YAxisProps;
