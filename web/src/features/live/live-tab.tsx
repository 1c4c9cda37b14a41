"use client";

import { useQuery } from "@tanstack/react-query";
import { PlugZap } from "lucide-react";
import { useState } from "react";
import { ListState } from "@/components/list-state";
import { PageHeading } from "@/components/page-heading";
import { Empty } from "@/components/ui/empty";
import { useBookingDialogs } from "@/entities/bookings/booking-dialogs";
import { facilityQuery, useFacilityClock } from "@/entities/facility/facility";
import { useIsLiveLost } from "@/entities/live/use-live-updates";
import { tabDescriptions } from "@/lib/tab-descriptions";
import type { PlainDate } from "@/lib/dates/plain-date";
import { AccountStates } from "./components/account-states";
import { AttemptFeed } from "./components/attempt-feed";
import { EngineCard } from "./components/engine-card";
import { NextOpenings } from "./components/next-openings";
import { NotificationButton } from "./components/notification-button";
import { OpenPlans } from "./components/open-plans";
import { ReadinessAlert } from "./components/readiness-alert";
import { SlotGrid } from "./components/slot-grid";

/** Shows what is happening now. */
export default function LiveTab() {
  const facility = useQuery(facilityQuery());
  const clock = useFacilityClock();
  const [chosen, setChosen] = useState<PlainDate>();
  const isLost = useIsLiveLost();
  const { dialogs } = useBookingDialogs();
  return (
    <>
      <PageHeading title="Live" actions={<NotificationButton />}>
        {tabDescriptions.live}
      </PageHeading>
      <p role="status" className="empty:hidden pb-4 text-sm text-pending-foreground">
        {isLost && "Live updates are interrupted. Reconnecting."}
      </p>
      {clock && <ReadinessAlert timeZone={clock.timeZone} />}
      <ListState
        query={facility}
        name="facility"
        isEmpty={({ connection }) => connection === null}
        empty={
          <Empty icon={PlugZap} title="No facility is connected">
            Name a facility&apos;s profile in BRIDGE_FACILITY and restart the bridge to see its slots here.
          </Empty>
        }
      >
        {(known) =>
          clock && (
            <div className="grid items-start gap-5 lg:grid-cols-3">
              <div className="flex min-w-0 flex-col gap-5 lg:col-span-2">
                <NextOpenings clock={clock} />
                <OpenPlans />
                <SlotGrid facility={known} date={chosen ?? clock.today} onDate={setChosen} />
              </div>
              <div className="flex min-w-0 flex-col gap-5">
                <EngineCard />
                <AttemptFeed timeZone={clock.timeZone} />
                <AccountStates date={chosen ?? clock.today} />
              </div>
            </div>
          )
        }
      </ListState>
      {dialogs}
    </>
  );
}
