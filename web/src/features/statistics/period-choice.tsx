"use client";

import { Segments } from "@/components/ui/segments";
import { replaceQuery } from "@/lib/url-query";
import { type PeriodId, periods } from "./periods";

const options = periods.map(({ id, name }) => ({ value: id, name }));

export function PeriodChoice({ period }: { period: PeriodId }) {
  return (
    <Segments
      label="Period"
      options={options}
      value={period}
      onChange={(chosen) => replaceQuery({ period: chosen })}
    />
  );
}
