import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { LocalDate } from "@/components/local-date";
import { PageLink } from "@/components/page-link";
import { Card } from "@/components/ui/card";
import type { Plan } from "@/lib/api/types";
import { formatTime } from "@/lib/format";
import { queryWith } from "@/lib/url-query";
import { plansQuery } from "../api/plans";
import { PlanStateBadge } from "./plan-state-badge";
import { placeText } from "./plan-timeline";

/** The latest plans, newest first. Nothing while there are none. */
export function PlanList() {
  const { data: plans = [] } = useQuery(plansQuery());
  if (plans.length === 0) return null;
  return (
    <section aria-labelledby="plans" className="mt-10 flex flex-col gap-3">
      <h2 id="plans" className="text-lg font-semibold">Plans</h2>
      <Card className="overflow-hidden">
        <ul className="divide-y">
          {plans.map((plan) => (
            <PlanRow key={plan.id} plan={plan} />
          ))}
        </ul>
      </Card>
    </section>
  );
}

function PlanRow({ plan }: { plan: Plan }) {
  const href = queryWith(useSearchParams(), { plan: String(plan.id) });
  const [first] = plan.aim;
  const window = `${formatTime(plan.window_start)} to ${formatTime(plan.window_end)}`;
  return (
    <li className="relative flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 hover:bg-accent/50 sm:px-5">
      <PageLink href={href} className="font-medium outline-offset-[-3px] after:absolute after:inset-0">
        <LocalDate date={plan.booking_date} />
        <span>{`, ${plan.hours} ${plan.hours === 1 ? "hour" : "hours"}`}</span>
      </PageLink>
      <span className="text-sm text-muted-foreground">
        {first ? `${placeText(first)} from ${formatTime(first.time_slot)}` : window}
      </span>
      <PlanStateBadge state={plan.state} />
    </li>
  );
}
