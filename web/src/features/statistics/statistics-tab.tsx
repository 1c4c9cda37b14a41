"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { AccountScope } from "@/components/account-scope";
import { ListState } from "@/components/list-state";
import { PageHeading } from "@/components/page-heading";
import { useAccountScope } from "@/components/use-account-scope";
import { cn } from "@/lib/cn";
import { formatDate } from "@/lib/dates/format";
import { useFacilityClock } from "@/lib/facility-clock";
import { facilityQuery } from "@/lib/queries/facility";
import { withFacility } from "@/lib/queries/with-facility";
import { Charts } from "./charts";
import { NoStatistics } from "./no-statistics";
import { PeriodChoice } from "./period-choice";
import { parsePeriod, type Range, rangeOf } from "./periods";
import { statisticsQuery } from "./statistics-query";
import { StatisticsSkeleton } from "./statistics-skeleton";
import { Totals } from "./totals";

export default function StatisticsTab() {
  const period = parsePeriod(useSearchParams().get("period"));
  const { accountId } = useAccountScope();
  const facility = useQuery(facilityQuery());
  const clock = useFacilityClock();
  const range = clock && rangeOf(period, clock.today);
  const statistics = useQuery(statisticsQuery({ accountId, range }));
  return (
    <>
      <PageHeading title="Statistics">{range ? rangeText(range) : "How bookings went."}</PageHeading>
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <AccountScope />
          <PeriodChoice period={period} />
        </div>
        <ListState
          // Periods end today by the facility's calendar, so without it there is nothing to ask for.
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

function rangeText({ from, to }: Range): string {
  if (from === null || to === null) return "All bookings, from the first to the last.";
  return `Bookings from ${formatDate(from)} to ${formatDate(to)}.`;
}
