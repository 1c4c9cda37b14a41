"use client";

import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { replaceQuery } from "@/lib/url-query";
import { type PeriodId, periods } from "./periods";

export function PeriodChoice({ period }: { period: PeriodId }) {
  return (
    <ToggleGroup
      type="single"
      aria-label="Period"
      className="max-w-full"
      value={period}
      // Pressing the chosen one again reports an empty value, which is no choice.
      onValueChange={(value) => {
        if (value !== "") replaceQuery({ period: value });
      }}
    >
      {periods.map(({ id, name }) => (
        <ToggleGroupItem key={id} value={id} className="px-2.5 whitespace-nowrap sm:px-3">
          {name}
        </ToggleGroupItem>
      ))}
    </ToggleGroup>
  );
}
