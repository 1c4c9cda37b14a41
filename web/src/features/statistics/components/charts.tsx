"use client";

import type { BookingStatistics } from "@/lib/api/types";
import { useMediaQuery } from "@/lib/use-media-query";
import { toHeat } from "../heat";
import type { Range } from "../periods";
import { HeatSummary, RateSummary, WeeksSummary } from "../summaries";
import { toSpans } from "../weeks";
import { ChartCard } from "./chart-card";
import { HeatMap, HeatTable } from "./heat-map";
import { SpansTable } from "./spans-table";
import { RateChart, WeeksChart } from "./time-charts";

interface Props {
  statistics: BookingStatistics;
  range: Range;
}

export function Charts({ statistics, range }: Props) {
  const spans = toSpans(statistics.by_week ?? [], range);
  const heat = toHeat(statistics.by_weekday_hour ?? []);
  const wide = useMediaQuery("(min-width: 64rem)");
  const weeks = spans[0]?.weeks ?? 1;
  const title = weeks === 1 ? "Bookings per week" : `Bookings per ${weeks} weeks`;
  return (
    <>
      <ChartCard
        title={title}
        summary={<WeeksSummary spans={spans} />}
        table={<SpansTable label="Bookings over time" spans={spans} />}
      >
        <WeeksChart spans={spans} />
      </ChartCard>
      <ChartCard
        title="Busiest times"
        summary={<HeatSummary heat={heat} />}
        table={<HeatTable heat={heat} />}
      >
        <HeatMap heat={heat} upright={!wide} />
      </ChartCard>
      <ChartCard
        title="Success rate over time"
        summary={<RateSummary spans={spans} />}
        table={<SpansTable label="Success rates" spans={spans} />}
      >
        <RateChart spans={spans} />
      </ChartCard>
    </>
  );
}
