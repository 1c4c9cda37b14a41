"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useCallback } from "react";
import { AccountScope } from "@/entities/accounts/account-scope";
import { useBookingDialogs } from "@/entities/bookings/booking-dialogs";
import { ListState } from "@/components/list-state";
import { NothingBooked } from "@/entities/bookings/nothing-booked";
import { PageHeading } from "@/components/page-heading";
import { useAccountScope } from "@/entities/accounts/account-scope";
import { useFacilityClock } from "@/entities/facility/facility";
import { facilityQuery } from "@/entities/facility/facility";
import { withFacility } from "@/entities/facility/facility";
import { ShowMore } from "./show-more";
import { UpcomingList } from "./upcoming-list";
import { upcomingQuery } from "./upcoming-query";

export default function UpcomingTab() {
  const { accountId } = useAccountScope();
  const { askToCancel, dialogs } = useBookingDialogs();
  const clock = useFacilityClock();
  const facility = useQuery(facilityQuery());
  const upcoming = useInfiniteQuery(upcomingQuery(accountId));
  const { refetch: readAgain } = upcoming;
  // Called repeatedly, so a running request is not restarted.
  const refresh = useCallback(() => void readAgain({ cancelRefetch: false }), [readAgain]);
  const ofAccount = accountId !== null;
  // The countdowns need the facility's clock.
  const list = { ...withFacility(upcoming, facility), data: clock && upcoming.data };
  return (
    <>
      <PageHeading title="Upcoming">
        The next bookings, soonest first.
      </PageHeading>
      <div className="flex flex-col gap-5">
        <AccountScope />
        <ListState
          query={list}
          name="upcoming bookings"
          isEmpty={(bookings) => bookings.length === 0}
          empty={<NothingUpcoming ofAccount={ofAccount} />}
        >
          {(bookings) =>
            clock && (
              <UpcomingList
                bookings={bookings}
                clock={clock}
                ofAccount={ofAccount}
                onCancel={askToCancel}
                onBegin={refresh}
              />
            )
          }
        </ListState>
        {upcoming.data && <ShowMore bookings={upcoming.data} query={upcoming} />}
      </div>
      {dialogs}
    </>
  );
}

function NothingUpcoming({ ofAccount }: { ofAccount: boolean }) {
  return (
    <NothingBooked
      icon={CalendarClock}
      title={ofAccount ? "No upcoming bookings for this account" : "No upcoming bookings"}
    >
      Pending and confirmed bookings appear here until their slot begins.
    </NothingBooked>
  );
}
