"use client";

import { useQuery } from "@tanstack/react-query";
import { Card, CardContent, CardTitle } from "@/components/ui/card";
import { engineQuery } from "@/entities/facility/engine";
import type { Engine } from "@/lib/api/types";

const states: Readonly<Record<Engine["state"], string>> = {
  running: "Running",
  paused: "Paused",
  no_facility: "No facility",
  stopped: "Stopped",
};

/** The engine's numbers. Its pause switch is in the page's header. */
export function EngineCard() {
  const { data: engine } = useQuery(engineQuery());
  if (!engine) return null;
  return (
    <Card aria-label="Engine">
      <CardContent className="flex flex-col gap-4">
        <CardTitle>Engine</CardTitle>
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
          {factsOf(engine).map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted-foreground">{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  );
}

function factsOf({ facility, state, clock_offset_ms: offset, budget, lateness_ms: late }: Engine) {
  const range = offset && (offset.low === offset.high ? `${offset.low} ms` : `${offset.low} to ${offset.high} ms`);
  return [
    ["Facility", facility ?? "None"],
    ["State", states[state]],
    ["Clock offset", range ?? "Not known yet"],
    ["Requests a second", budget ? `${budget.used} of ${budget.per_second}` : "None"],
    ["Lateness, median", millis(late.p50)],
    ["Lateness, 99 of 100", millis(late.p99)],
    ["Attempts sent", String(late.count)],
  ] as const;
}

function millis(value: number | null): string {
  return value === null ? "No attempt yet" : `${value.toLocaleString("en")} ms`;
}
