"use client";

import { ChartColumn, Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

interface Props {
  title: string;
  /** The chart's main result as a sentence. */
  summary: ReactNode;
  /** The chart's numbers as a table. */
  table: ReactNode;
  children: ReactNode;
}

export function ChartCard({ title, summary, table, children }: Props) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const Icon = asTable ? ChartColumn : Table2;
  const change = asTable ? "Show as chart" : "Show as table";
  return (
    <Card aria-labelledby={id} className="flex min-w-0 flex-col gap-5 p-5 sm:p-6">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
          <h2 id={id} className="text-lg leading-snug font-semibold">
            {title}
          </h2>
          <p className="text-sm text-muted-foreground">{summary}</p>
        </div>
        <Button
          variant="outline"
          size="small"
          aria-label={`${change}: ${title}`}
          onClick={() => setAsTable(!asTable)}
        >
          <Icon aria-hidden />
          {change}
        </Button>
      </header>
      {asTable ? table : children}
    </Card>
  );
}
