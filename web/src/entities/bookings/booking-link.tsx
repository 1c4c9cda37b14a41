"use client";

import { useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { PageLink } from "@/components/page-link";
import { cn } from "@/lib/cn";
import { queryWith, replaceQuery } from "@/lib/url-query";

interface Props extends Omit<ComponentProps<typeof PageLink>, "href" | "state"> {
  bookingId: number;
}

/** Opens a booking's details over the list. */
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
 * Marks a history entry that a list pushed since this page was loaded. Entries from before a reload are not
 * used for closing, because Next goes back to them through the server.
 */
const openedOverList = { openedOverList: performance.timeOrigin } as const;

/** The id in `?booking=`, or null. */
export function useOpenBooking(): number | null {
  const text = useSearchParams().get("booking");
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** Set while the browser goes back, so that a second press does not leave the page. */
let goingBack = false;

/** Closes the details: goes back to the list's history entry, or replaces this one if there is none. */
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
 * Moves the focus after a dialog about a booking closed and its opener is gone: to the dialog below, to the
 * booking in the list, or to the page's content if a filter has removed the booking from the list.
 */
export function returnFocusTo(bookingId: number): void {
  const openDialog = document.querySelector<HTMLElement>('[role="dialog"][data-state="open"]');
  const inList = document.querySelector<HTMLElement>(`[data-booking="${bookingId}"]`);
  (openDialog ?? inList ?? document.getElementById("content"))?.focus({ preventScroll: true });
}
