import { Card } from "@/components/ui/card";
import { StatusBadge } from "@/entities/bookings/status-badge";
import type { BookingStatistics } from "@/lib/api/types";
import { percent } from "@/lib/format";
import { statusOrder } from "../counts";

/** The period's totals, as counted by the server. */
export function Totals({ statistics }: { statistics: BookingStatistics }) {
  const { total, confirmed, failed, success_rate } = statistics;
  const tried = confirmed + failed;
  return (
    <Card aria-label="Totals" className="grid gap-px overflow-hidden bg-border! md:grid-cols-[5fr_7fr]">
      <div className="flex flex-col justify-between gap-4 bg-card p-5 sm:p-6">
        <div>
          <p className="text-sm text-muted-foreground">Success rate</p>
          <p className="font-display text-5xl font-semibold tracking-tight">
            {percent(tried === 0 ? null : success_rate)}
          </p>
        </div>
        <div className="flex flex-col gap-2">
          <div aria-hidden className="h-2 overflow-hidden rounded-full bg-muted">
            <div className="h-full rounded-full bg-primary" style={{ width: `${success_rate}%` }} />
          </div>
          <p className="text-sm text-muted-foreground">
            {tried === 0
              ? "No booking is confirmed or failed yet."
              : `${confirmed.toLocaleString()} confirmed of ${tried.toLocaleString()} attempts`}
          </p>
        </div>
      </div>
      <dl className="grid grid-cols-2 gap-px bg-border">
        <div className="col-span-2 bg-card p-5 sm:px-6">
          <dt className="text-sm text-muted-foreground">Bookings</dt>
          <dd className="font-display text-3xl font-semibold">{total.toLocaleString()}</dd>
        </div>
        {statusOrder.map((status) => (
          <div key={status} className="bg-card p-5 sm:px-6">
            <dt>
              <StatusBadge status={status} />
            </dt>
            <dd className="mt-2 font-display text-2xl font-semibold">
              {statistics[status].toLocaleString()}
              <span className="ml-2 font-sans text-sm font-normal text-muted-foreground">
                {percent(total === 0 ? null : (100 * statistics[status]) / total)}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
