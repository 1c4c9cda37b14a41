import { useQuery } from "@tanstack/react-query";
import { QueryError, useQueryError } from "@/components/error-notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { Account, AccountStats } from "@/lib/api/types";
import { percent } from "@/lib/format";
import { useInView } from "@/lib/use-in-view";
import { accountStatsQuery } from "../api/accounts";

/** An account's booking statistics, loaded when its card comes into view, because there may be many cards. */
export function AccountStatistics({ account }: { account: Account }) {
  const { ref, inView } = useInView();
  const query = useQuery({ ...accountStatsQuery(account.id), enabled: inView });
  const error = useQueryError(query);
  return (
    <div ref={ref} tabIndex={-1}>
      {query.data ? (
        <Figures stats={query.data} />
      ) : error ? (
        <QueryError
          title={`The statistics of ${account.netid} could not be loaded`}
          error={error}
          query={query}
        />
      ) : (
        <div role="status">
          <span className="sr-only">Loading the statistics of {account.netid}</span>
          <Skeleton className="h-23 w-full" />
        </div>
      )}
    </div>
  );
}

function Figures({ stats }: { stats: AccountStats }) {
  const { total_attempts: attempts, success_rate: rate } = stats;
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-4 gap-2">
        <Figure name="Total" value={stats.total_bookings} />
        <Figure name="Confirmed" value={stats.confirmed_bookings} />
        <Figure name="Failed" value={stats.failed_bookings} />
        <Figure name="Attempts" value={attempts} />
      </dl>
      <div className="flex flex-col gap-1.5">
        <dl className="flex justify-between text-sm">
          <dt className="text-muted-foreground">Success rate</dt>
          <dd className="font-medium">
            {attempts === 0 ? "No attempts yet" : percent(rate)}
          </dd>
        </dl>
        <svg
          aria-hidden
          viewBox="0 0 100 4"
          preserveAspectRatio="none"
          className="h-1.5 w-full rounded-full"
        >
          <rect width="100" height="4" className="fill-muted" />
          <rect width={rate} height="4" className="fill-chart-confirmed" />
        </svg>
      </div>
    </div>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="font-display text-xl font-semibold">{value.toLocaleString()}</dd>
    </div>
  );
}
