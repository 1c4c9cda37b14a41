"use client";

import { Download } from "lucide-react";
import { BusyButton } from "@/components/ui/button";
import { useFacilityClock } from "@/entities/facility/facility";
import { messageOf } from "@/lib/api/error";
import { toast } from "@/lib/toast";
import { useSaveCsv } from "../api/save-csv";
import type { Filters } from "../filters";

interface Props {
  accountId: number | null;
  filters: Filters;
  disabled: boolean;
}

export function SaveCsvButton({ accountId, filters, disabled }: Props) {
  const clock = useFacilityClock();
  const { mutate, isPending, read } = useSaveCsv({
    onSuccess: (count) =>
      toast.success(`Saved ${count.toLocaleString()} ${count === 1 ? "booking" : "bookings"} as CSV.`),
    onError: (error) => toast.error(`The CSV file could not be created. ${messageOf(error)}`),
  });
  return (
    <BusyButton
      variant="outline"
      busy={isPending}
      disabled={disabled || clock === undefined}
      onClick={() => clock && mutate({ accountId, filters, today: clock.today })}
    >
      {!isPending && <Download aria-hidden />}
      {isPending && read > 0 ? `Saving ${read.toLocaleString()}…` : "Save as CSV"}
    </BusyButton>
  );
}
