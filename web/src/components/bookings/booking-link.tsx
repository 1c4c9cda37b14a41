"use client";

import { useSearchParams } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";
import { cn } from "@/lib/cn";
import { queryWith } from "@/lib/url-query";
import { openBooking } from "./use-open-booking";

interface Props extends Omit<ComponentProps<"a">, "href" | "onClick"> {
  bookingId: number;
}

/** Opens a booking over the list; as a real link it can also be copied or opened in a new window. */
export function BookingLink({ bookingId, className, ...props }: Props) {
  const href = queryWith(useSearchParams(), { booking: String(bookingId) });
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    openBooking(bookingId);
  };
  return (
    <a
      href={href}
      data-booking={bookingId}
      onClick={open}
      className={cn("font-medium underline-offset-4 hover:underline", className)}
      {...props}
    />
  );
}
