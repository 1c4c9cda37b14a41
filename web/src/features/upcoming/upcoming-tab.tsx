"use client";

import { infiniteQueryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useCallback, useEffect, useRef } from "react";
import { ListState } from "@/components/list-state";
import { PageHeading } from "@/components/page-heading";
import { BusyButton, Button } from "@/components/ui/button";
import { AccountScope, useAccountScope } from "@/entities/accounts/account-scope";
import { useBookingDialogs } from "@/entities/bookings/booking-dialogs";
import { NothingBooked } from "@/entities/bookings/nothing-booked";
import { useRefreshAfter } from "@/entities/bookings/booking-queries";
import { facilityQuery, useFacilityClock, withFacility } from "@/entities/facility/facility";
import { api } from "@/lib/api/client";
import type { Booking, GetUpcomingBookingsResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";
import { tabDescriptions } from "@/lib/tab-descriptions";
import { BulkCancel, useSelection } from "./bulk-cancel";
import { UpcomingList } from "./upcoming-list";

export default function UpcomingTab() {
  const { accountId } = useAccountScope();
  const { askToCancel, dialogs } = useBookingDialogs();
  const clock = useFacilityClock();
  const facility = useQuery(facilityQuery());
  const refreshAfter = useRefreshAfter();
  const upcoming = useInfiniteQuery({
    ...upcomingQuery(accountId),
    refetchInterval: ({ state }) => refreshAfter(state.data?.pages.flatMap((page) => page.bookings)),
  });
  const { refetch: readAgain } = upcoming;
  // Called repeatedly, so a running request is not restarted.
  const refresh = useCallback(() => void readAgain({ cancelRefetch: false }), [readAgain]);
  const ofAccount = accountId !== null;
  // The countdowns need the facility's clock.
  const { selection, chosen, start, end } = useSelection(upcoming.data ?? []);
  const list = { ...withFacility(upcoming, facility), data: clock && upcoming.data };
  return (
    <>
      <PageHeading
        title="Upcoming"
        actions={
          <div className="flex flex-wrap gap-2">
            {selection && <BulkCancel chosen={chosen} onDone={end} />}
            {(selection !== null || (upcoming.data?.length ?? 0) > 1) && (
              <Button variant="outline" aria-pressed={selection !== null} onClick={selection ? end : start}>
                {selection ? "Done" : "Select several"}
              </Button>
            )}
          </div>
        }
      >
        {tabDescriptions.upcoming}
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
                selection={selection}
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

interface ShowMoreProps {
  bookings: readonly Booking[];
  query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** Fetches the next page and focuses its first booking, because the button unmounts on the last page. */
export function ShowMore({ bookings, query }: ShowMoreProps) {
  const listedBefore = useRef<number>(null);
  useEffect(() => {
    const first = bookings[listedBefore.current ?? bookings.length];
    if (!first) return;
    listedBefore.current = null;
    document.querySelector<HTMLElement>(`[data-booking="${first.id}"]`)?.focus();
  }, [bookings]);
  if (!query.hasNextPage) return null;
  return (
    <BusyButton
      variant="outline"
      className="self-center"
      busy={query.isFetchingNextPage}
      onClick={() => {
        listedBefore.current = bookings.length;
        query.fetchNextPage();
      }}
    >
      Show more
    </BusyButton>
  );
}

const limit = 50;
const firstPage: string | null = null;

/** Pending and confirmed bookings whose slot has not begun, soonest first. */
export function upcomingQuery(accountId: number | null) {
  return infiniteQueryOptions({
    queryKey: [queryRoots.bookings, "upcoming", accountId],
    queryFn: ({ pageParam, signal }) =>
      api<GetUpcomingBookingsResponse>("/api/bookings/upcoming", {
        query: { accountId, cursor: pageParam, limit },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
    select: ({ pages }) => pages.flatMap((page) => page.bookings),
  });
}
