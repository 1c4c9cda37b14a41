import { useSearchParams } from "next/navigation";
import { replaceQuery } from "@/lib/url-query";

/** The booking that `?booking=` opens; anything but an id opens none. */
export function useOpenBooking(): number | null {
  const text = useSearchParams().get("booking");
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

export function closeBooking(): void {
  replaceQuery({ booking: null });
}
