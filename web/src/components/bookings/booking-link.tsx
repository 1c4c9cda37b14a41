"use client";

import { useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { PageLink } from "@/components/page-link";
import { cn } from "@/lib/cn";
import { queryWith } from "@/lib/url-query";

interface Props extends Omit<ComponentProps<typeof PageLink>, "href"> {
  bookingId: number;
}

/** Opens a booking over the list. */
export function BookingLink({ bookingId, className, ...props }: Props) {
  return (
    <PageLink
      href={queryWith(useSearchParams(), { booking: String(bookingId) })}
      data-booking={bookingId}
      className={cn("underline-offset-4 hover:underline", className)}
      {...props}
    />
  );
}
