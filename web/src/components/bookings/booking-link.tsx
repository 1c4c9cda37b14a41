"use client";

import { useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { PageLink } from "@/components/page-link";
import { cn } from "@/lib/cn";
import { queryWith } from "@/lib/url-query";
import { openedOverList } from "./use-open-booking";

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
