"use client";

import { useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { PageLink } from "@/components/page-link";
import { cn } from "@/lib/cn";
import { queryWith, replaceQuery } from "@/lib/url-query";

interface Props extends Omit<ComponentProps<typeof PageLink>, "href" | "state"> {
  bookingId: number;
}

/** Opens a booking over the list. */
export function BookingLink({ bookingId, className, ...props }: Props) {
  return (
    <PageLink
      href={queryWith(useSearchParams(), { booking: String(bookingId) })}
      state={openedOverList}
      data-booking={bookingId}
      className={cn("underline-offset-4 hover:underline", className)}
      {...props}
    />
  );
}

/**
 * Marks an entry of the browser's history that a list of bookings put on top of its own, since this page
 * was loaded: to entries from before a reload Next leads back only by asking the server.
 */
export const openedOverList = { openedOverList: performance.timeOrigin } as const;

/** The booking that `?booking=` opens; anything but an id opens none. */
export function useOpenBooking(): number | null {
  const text = useSearchParams().get("booking");
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** Set while the browser is on its way: a second press must not lead back once more. */
let goingBack = false;

/** Takes the opening back, so that the list is in the history once; without a list below it closes only. */
export function closeBooking(): void {
  if (goingBack) return;
  if (!isOverList(window.history.state)) {
    replaceQuery({ booking: null });
    return;
  }
  goingBack = true;
  window.addEventListener("popstate", () => { goingBack = false; }, { once: true });
  window.history.back();
}

function isOverList(state: unknown): boolean {
  if (typeof state !== "object" || state === null || !("openedOverList" in state)) return false;
  return state.openedOverList === openedOverList.openedOverList;
}

/**
 * Where focus goes when a dialog about a booking closes and what opened it is gone: to the booking in
 * the list or, where a filter has taken it out of the list meanwhile, to the page's content.
 */
export function returnFocusTo(bookingId: number): void {
  const openDialog = document.querySelector<HTMLElement>('[role="dialog"][data-state="open"]');
  const inList = document.querySelector<HTMLElement>(`[data-booking="${bookingId}"]`);
  (openDialog ?? inList ?? document.getElementById("content"))?.focus({
    preventScroll: true,
  });
}
