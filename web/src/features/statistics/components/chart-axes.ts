import type { XAxisProps, YAxisProps } from "recharts";
import { formatDate } from "@/lib/format";

const tick = { fill: "var(--muted-foreground)", fontSize: 12 };

/** The x axis of the charts over time. */
export const timeAxis = {
  dataKey: "from",
  tickFormatter: (day: string) => formatDate(day, "short"),
  tick,
  tickLine: false,
  axisLine: { stroke: "var(--input)" },
  minTickGap: 24,
  tickMargin: 8,
} satisfies XAxisProps;

export const valueAxis = { tick, tickLine: false, axisLine: false } satisfies YAxisProps;
