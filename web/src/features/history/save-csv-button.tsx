"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { BusyButton } from "@/components/ui/button";
import { facilityQuery } from "@/lib/queries/facility";
import type { Filters } from "./filters";
import { useSaveCsv } from "./save-csv";

interface Props {
  accountId: number | null;
  filters: Filters;
  disabled: boolean;
}

export function SaveCsvButton({ accountId, filters, disabled }: Props) {
  const { data: facility } = useQuery(facilityQuery());
  const { mutate, isPending, read } = useSaveCsv();
  return (
    <BusyButton
      variant="outline"
      busy={isPending}
      disabled={disabled || facility === undefined}
      onClick={() => facility && mutate({ accountId, filters, today: facility.today })}
    >
      {!isPending && <Download aria-hidden />}
      {isPending && read > 0 ? `Saving ${read.toLocaleString()}…` : "Save as CSV"}
    </BusyButton>
  );
}
