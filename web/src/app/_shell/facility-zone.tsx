"use client";

import { useQuery } from "@tanstack/react-query";
import { Globe } from "lucide-react";
import { cn } from "@/lib/cn";
import { facilityQuery } from "@/lib/queries/facility";

/** Names the clock that every time on the page is read on. */
export function FacilityZone({ className }: { className?: string }) {
  const { data: facility } = useQuery(facilityQuery());
  if (!facility) return null;
  return (
    <p className={cn("items-center gap-1.5 text-xs", className)}>
      <Globe aria-hidden className="size-3.5 shrink-0" />
      Times are in {facility.time_zone.replaceAll("_", " ")}
    </p>
  );
}
