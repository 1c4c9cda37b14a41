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
  // Asked for repeatedly: an answer on its way is waited for and not begun anew.
  const refresh = useCallback(() => void readAgain({ cancelRefetch: false }), [readAgain]);
  const ofAccount = accountId !== null;
  // Without the facility's clock there is no telling how far away a slot is.
  const list = { ...withFacility(upcoming, facility), data: clock && upcoming.data };
  return (
    <>
      <PageHeading title="Upcoming">
        What comes next{clock && `, counted on the clock of ${clock.timeZone.replaceAll("_", " ")}`}.
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
      title={ofAccount ? "Nothing is coming up for this account" : "Nothing is coming up"}
    >
      Pending and confirmed bookings appear here until their slot begins.
    </NothingBooked>
  );
}
