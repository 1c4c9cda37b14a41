"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { ListState } from "@/components/list-state";
import { Pagination } from "@/components/ui/pagination";
import { useRefreshAfter } from "@/entities/bookings/booking-queries";
import { useAccountNames } from "@/entities/accounts/accounts";
import type { Booking, FindBookingsResponse } from "@/lib/api/types";
import { cn } from "@/lib/cn";
import { useMediaQuery } from "@/lib/use-media-query";
import { bookingsPageQuery, pageSize } from "../api/bookings";
import type { Filters, Order } from "../filters";
import { useCursorPages } from "../use-cursor-pages";
import { BookingCards } from "./booking-cards";
import { BookingTable } from "./booking-table";
import { NoBookings } from "./no-bookings";

interface Props {
  accountId: number | null;
  filters: Filters;
  order: Order;
  onCancel: (booking: Booking) => void;
}

/** The matching bookings in pages. */
export function BookingHistory({ accountId, filters, order, onCancel }: Props) {
  const { page, cursor, next, previous } = useCursorPages(JSON.stringify([accountId, filters, order]));
  const refreshAfter = useRefreshAfter();
  const query = useQuery({
    ...bookingsPageQuery({ accountId, filters, order, cursor }),
    refetchInterval: ({ state }) => refreshAfter(state.data?.bookings),
  });
  const heading = useRef<HTMLHeadingElement>(null);
  const names = useAccountNames();
  const Bookings = useMediaQuery("(min-width: 56rem)") ? BookingTable : BookingCards;
  const following = query.data?.next_cursor ?? null;
  const turn = (change: () => void) => {
    change();
    // The buttons are below the list and may unmount. Reading continues at the top of the list.
    heading.current?.focus();
  };
  return (
    <section aria-labelledby="history-results" className="flex flex-col gap-4">
      <h2
        id="history-results"
        ref={heading}
        tabIndex={-1}
        aria-live="polite"
        className="scroll-mt-4 font-sans text-sm tracking-normal text-muted-foreground outline-none"
      >
        {query.isPlaceholderData ? `Loading page ${page}` : rangeText(page, query.data)}
      </h2>
      <ListState
        query={query}
        name="bookings"
        isEmpty={(answer) => answer.bookings.length === 0}
        empty={<NoBookings filters={filters} page={page} ofAccount={accountId !== null} />}
      >
        {({ bookings }) => (
          <div className={cn("transition-opacity", query.isPlaceholderData && "opacity-60")}>
            <Bookings
              bookings={bookings}
              nameOf={accountId === null ? names : null}
              onCancel={onCancel}
            />
          </div>
        )}
      </ListState>
      {(page > 1 || following !== null) && (
        <Pagination
          label="Bookings"
          hasPrevious={page > 1}
          hasNext={following !== null && !query.isPlaceholderData}
          onPrevious={() => turn(previous)}
          onNext={() => following !== null && turn(() => next(following))}
        >
          {query.data ? `Page ${page} of ${Math.max(page, Math.ceil(query.data.total / pageSize)).toLocaleString()}` : `Page ${page}`}
        </Pagination>
      )}
    </section>
  );
}

function rangeText(page: number, answer: FindBookingsResponse | undefined): string {
  if (answer === undefined) return "Bookings";
  const { count, total } = answer;
  if (count === 0) return "No bookings";
  const first = (page - 1) * pageSize + 1;
  const range = count === 1 ? `Booking ${first}` : `Bookings ${first} to ${first + count - 1}`;
  return `${range} of ${total.toLocaleString()}`;
}
