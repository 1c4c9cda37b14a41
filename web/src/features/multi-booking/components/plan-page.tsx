"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { ListState } from "@/components/list-state";
import { LocalDate, LocalMoment } from "@/components/local-date";
import { PageHeading } from "@/components/page-heading";
import { PageLink } from "@/components/page-link";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardTitle } from "@/components/ui/card";
import { useBookingDialogs } from "@/entities/bookings/booking-dialogs";
import { failureText } from "@/lib/api/error";
import type { Plan } from "@/lib/api/types";
import { formatTime } from "@/lib/format";
import { toast } from "@/lib/toast";
import { isOpen, planQuery, useCancelPlan } from "../api/plans";
import { PlanStateBadge } from "./plan-state-badge";
import { PlanTimeline } from "./plan-timeline";

/** A plan: its state, what it holds and does next, and every decision. */
export function PlanPage({ id, timeZone }: { id: number; timeZone: string }) {
  const query = useQuery(planQuery(id));
  const { dialogs } = useBookingDialogs();
  return (
    <>
      <PageLink href="?tab=multi" className="mb-4 inline-flex items-center gap-2 text-sm font-medium text-primary underline-offset-4 hover:underline">
        <ArrowLeft aria-hidden className="size-4" />
        All plans
      </PageLink>
      <ListState query={query} name="plan" isEmpty={never} empty={null}>
        {(plan) => <PlanDetails plan={plan} timeZone={timeZone} />}
      </ListState>
      {dialogs}
    </>
  );
}

const never = () => false;

function PlanDetails({ plan, timeZone }: { plan: Plan; timeZone: string }) {
  const canCancel = isOpen(plan.state) || plan.state === "completed" || plan.state === "partial";
  return (
    <>
      <PageHeading title={`Plan ${plan.id}`} actions={canCancel && <CancelPlan plan={plan} />}>
        <LocalDate date={plan.booking_date} style="long" />
        <span>{`, ${plan.hours} ${plan.hours === 1 ? "hour" : "hours"} between ${formatTime(plan.window_start)} and ${formatTime(plan.window_end)}`}</span>
        {plan.repeats_weekly_until !== null && (
          <>
            <span>, every week until </span>
            <LocalDate date={plan.repeats_weekly_until} />
          </>
        )}
      </PageHeading>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card aria-label="What it does">
          <CardContent className="flex flex-col gap-4">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <CardTitle>What it does</CardTitle>
              <div role="status">
                <PlanStateBadge state={plan.state} />
              </div>
            </div>
            <PlanTimeline plan={plan} timeZone={timeZone} />
          </CardContent>
        </Card>
        <Steps plan={plan} timeZone={timeZone} />
      </div>
    </>
  );
}

function Steps({ plan, timeZone }: { plan: Plan; timeZone: string }) {
  return (
    <Card aria-label="Steps">
      <CardContent className="flex flex-col gap-4">
        <CardTitle>Steps</CardTitle>
        <ol className="flex flex-col gap-3">
          {plan.steps.map((step, index) => (
            <li key={index} className="flex flex-col">
              <span className="text-sm text-muted-foreground">
                <LocalMoment at={step.at} timeZone={timeZone} />
              </span>
              <span className="font-medium">{step.what}</span>
              <span className="text-sm text-muted-foreground">{step.why}</span>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}

function CancelPlan({ plan }: { plan: Plan }) {
  const [isAsking, setIsAsking] = useState(false);
  const cancel = useCancelPlan();
  const confirm = () =>
    cancel.mutate(Number(plan.id), {
      onSuccess: () => {
        setIsAsking(false);
        toast.success("Plan cancelled.");
      },
    });
  return (
    <>
      <Button variant="outline" onClick={() => setIsAsking(true)}>Cancel plan</Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title="Cancel this plan?"
        description="Its pending bookings are cancelled, and the places that it holds are given back."
        confirmLabel="Cancel plan"
        dismissLabel="Keep plan"
        busy={cancel.isPending}
        error={cancel.error ? failureText(cancel.error, "the plan was cancelled") : undefined}
        onConfirm={confirm}
      />
    </>
  );
}
