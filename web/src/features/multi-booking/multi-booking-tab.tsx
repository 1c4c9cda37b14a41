"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { ListState } from "@/components/list-state";
import { PageHeading } from "@/components/page-heading";
import { facilityQuery } from "@/entities/facility/facility";
import type { Facility } from "@/lib/api/types";
import { tabDescriptions } from "@/lib/tab-descriptions";
import { PlanForm } from "./components/plan-form";
import { PlanList } from "./components/plan-list";
import { PlanPage } from "./components/plan-page";

export default function MultiBookingTab() {
  const facility = useQuery(facilityQuery());
  const plan = useSearchParams().get("plan");
  const planId = plan !== null && /^[1-9]\d{0,14}$/.test(plan) ? Number(plan) : null;
  return (
    <>
      {planId === null && <Heading />}
      <ListState query={facility} name="facility" isEmpty={({ connection }) => connection === null} empty={<NoFacility />}>
        {(connected) => <Connected facility={connected} planId={planId} />}
      </ListState>
    </>
  );
}

function Connected({ facility, planId }: { facility: Facility; planId: number | null }) {
  if (planId !== null) return <PlanPage id={planId} timeZone={facility.time_zone} />;
  return (
    <>
      <PlanForm facility={facility} />
      <PlanList />
    </>
  );
}

function Heading() {
  return (
    <PageHeading title="Multi-Booking">{tabDescriptions.multi}</PageHeading>
  );
}

function NoFacility() {
  return <p className="text-muted-foreground">No facility is connected. Connect one to make plans.</p>;
}
