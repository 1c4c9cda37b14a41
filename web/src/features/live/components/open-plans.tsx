"use client";

import { useQuery } from "@tanstack/react-query";
import { LocalDate } from "@/components/local-date";
import { PageLink } from "@/components/page-link";
import { Card, CardContent, CardTitle } from "@/components/ui/card";
import type { Plan } from "@/lib/api/types";
import { formatTime } from "@/lib/format";
import { openPlansQuery } from "../api/live-queries";

/** The plans under way, with what each aims at and why. Nothing without one. */
export function OpenPlans() {
  const { data: plans = [] } = useQuery(openPlansQuery());
  if (plans.length === 0) return null;
  return (
    <Card aria-label="Plans under way">
      <CardContent className="flex flex-col gap-4">
        <CardTitle>Plans under way</CardTitle>
        <ul className="flex flex-col divide-y">
          {plans.map((plan) => (
            <li key={plan.id} className="flex flex-col gap-1 py-2.5">
              <PageLink href={`?tab=multi&plan=${plan.id}`} className="w-fit font-medium underline-offset-4 hover:underline">
                <LocalDate date={plan.booking_date} />
                <span>{`, ${spanOf(plan)}`}</span>
              </PageLink>
              <span className="text-sm text-muted-foreground wrap-anywhere">{plan.why}</span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}

/** Such as `2 hours between 18:00 and 22:00`. */
function spanOf({ hours, window_start, window_end }: Plan): string {
  return `${hours} ${hours === 1 ? "hour" : "hours"} between ${formatTime(window_start)} and ${formatTime(window_end)}`;
}
