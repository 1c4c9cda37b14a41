"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { BusyButton } from "@/components/ui/button";
import { messageOf } from "@/lib/api/error";
import { useAccountNames } from "@/lib/queries/account-names";
import { facilityQuery } from "@/lib/queries/facility";
import { toast } from "@/lib/toast";
import type { Filters } from "./filters";
import { useSaveCsv } from "./save-csv";

interface Props {
  accountId: number | null;
  filters: Filters;
  disabled: boolean;
}

export function SaveCsvButton({ accountId, filters, disabled }: Props) {
  const nameOf = useAccountNames();
  const { data: facility } = useQuery(facilityQuery());
  const { mutate, isPending, read } = useSaveCsv();
  const save = (today: string) =>
    mutate(
      { accountId, filters, nameOf, today },
      {
        onSuccess: (count) =>
          toast.success(`Saved ${count.toLocaleString()} ${count === 1 ? "booking" : "bookings"} as CSV.`),
        onError: (error) => toast.error(`The CSV file could not be made. ${messageOf(error)}`),
      },
    );
  return (
    <BusyButton
      variant="outline"
      busy={isPending}
      disabled={disabled || facility === undefined}
      onClick={() => facility && save(facility.today)}
    >
      {!isPending && <Download aria-hidden />}
      {isPending && read > 0 ? `Saving ${read.toLocaleString()}…` : "Save as CSV"}
    </BusyButton>
  );
}
