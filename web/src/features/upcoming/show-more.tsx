import { useEffect, useRef } from "react";
import { BusyButton } from "@/components/ui/button";
import type { Booking } from "@/lib/api/types";

interface Props {
  bookings: readonly Booking[];
  query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** Fetches the next page and focuses its first booking, because the button unmounts on the last page. */
export function ShowMore({ bookings, query }: Props) {
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
