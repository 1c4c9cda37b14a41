"use client";

import { LocalDate } from "@/components/local-date";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { ListState } from "@/components/list-state";
import { PageHeading } from "@/components/page-heading";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import { AccountScope, useAccountScope } from "@/entities/accounts/account-scope";
import { facilityQuery, useFacilityClock, withFacility } from "@/entities/facility/facility";
import { cn } from "@/lib/cn";
import { tabDescriptions } from "@/lib/tab-descriptions";
import { replaceQuery } from "@/lib/url-query";
import { statisticsQuery } from "./api/statistics";
import { Charts } from "./components/charts";
import { NoStatistics } from "./components/no-statistics";
import { Totals } from "./components/totals";
import { parsePeriod, type PeriodId, periods, type Range, rangeOf } from "./periods";

export default function StatisticsTab() {
  const period = parsePeriod(useSearchParams().get("period"));
  const { accountId } = useAccountScope();
  const facility = useQuery(facilityQuery());
  const clock = useFacilityClock();
  const range = clock && rangeOf(period, clock.today);
  const statistics = useQuery(statisticsQuery({ accountId, range }));
  return (
    <>
      <PageHeading title="Statistics">{tabDescriptions.statistics}</PageHeading>
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <AccountScope />
          <PeriodChoice period={period} />
        </div>
        <p className="text-sm text-muted-foreground">{range ? <RangeText {...range} /> : <span className="invisible">Loading</span>}</p>
        <ListState
          // The periods end on the facility's day.
          query={withFacility(statistics, facility)}
          name="statistics"
          skeleton={<StatisticsSkeleton />}
          isEmpty={(data) => data.statistics.total === 0}
          empty={<NoStatistics period={period} ofAccount={accountId !== null} />}
        >
          {(data) => (
            <div
              className={cn(
                "flex flex-col gap-5 transition-opacity",
                statistics.isPlaceholderData && "opacity-60",
              )}
            >
              <Totals statistics={data.statistics} />
              <Charts statistics={data.statistics} range={data.range} />
            </div>
          )}
        </ListState>
      </div>
    </>
  );
}

function RangeText({ from }: Range) {
  if (from === null) return "All bookings.";
  return (
    <>
      <span>Bookings since </span>
      <LocalDate date={from} />
      <span>, upcoming ones included.</span>
    </>
  );
}

export function StatisticsSkeleton() {
  return (
    <div className="flex flex-col gap-5">
      <Skeleton className="h-64 w-full rounded-xl!" />
      <Skeleton className="h-96 w-full rounded-xl!" />
    </div>
  );
}

const options = periods.map(({ id, name }) => ({ value: id, name }));

export function PeriodChoice({ period }: { period: PeriodId }) {
  return (
    <SegmentedControl
      label="Period"
      options={options}
      value={period}
      onChange={(chosen) => replaceQuery({ period: chosen })}
    />
  );
}
