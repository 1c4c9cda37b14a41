import type { ReactNode } from "react";
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
    <Card aria-label="Totals" className="overflow-hidden">
      <dl className="grid grid-cols-2 gap-px bg-border sm:grid-cols-3 lg:grid-cols-6">
        <Figure name="Success rate" value={percent(tried === 0 ? null : success_rate)}>
          {tried === 0 ? "none confirmed or failed" : `of ${tried.toLocaleString()} attempts`}
        </Figure>
        <Figure name="Bookings" value={total.toLocaleString()}>
          in all
        </Figure>
        {statusOrder.map((status) => (
          <Figure key={status} name={<StatusBadge status={status} />} value={statistics[status].toLocaleString()}>
            {percent(total === 0 ? null : (100 * statistics[status]) / total)}
          </Figure>
        ))}
      </dl>
    </Card>
  );
}

interface FigureProps {
  name: ReactNode;
  value: string;
  /** The total that the value is a part of. */
  children: ReactNode;
}

function Figure({ name, value, children }: FigureProps) {
  return (
    <div className="flex flex-col gap-1.5 bg-card p-4 sm:px-5">
      <dt className="flex h-6 items-center text-sm text-muted-foreground">{name}</dt>
      <dd>
        <span className="font-display text-2xl font-semibold tracking-tight">{value}</span>
        <span className="sr-only">, </span>
        <span className="block text-sm text-muted-foreground">{children}</span>
      </dd>
    </div>
  );
}
