"use client";

import { CirclePause, FlaskConical, Plug } from "lucide-react";
import { Switch } from "@/components/ui/switch";
import { useConnection, useEngineState, useSetPaused } from "@/entities/facility/engine";
import { failureText } from "@/lib/api/error";
import { cn } from "@/lib/cn";
import { toast } from "@/lib/toast";

/** The connected facility and the switch that pauses automatic booking. Renders nothing without a facility. */
export function FacilityBar() {
  const connection = useConnection();
  const state = useEngineState();
  if (!connection) return null;
  return (
    <div
      className={cn(
        "border-b text-sm",
        state === "running" || state === undefined ? "bg-secondary text-secondary-foreground" : "bg-pending text-pending-foreground",
      )}
    >
      <div className="mx-auto flex min-h-10 max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-1.5 px-4 py-2 sm:px-6">
        <FacilityName {...connection} />
        {state === "stopped" && <p>Automatic booking is not running.</p>}
        {(state === "running" || state === "paused") && <PauseSwitch paused={state === "paused"} />}
      </div>
    </div>
  );
}

function FacilityName({ name, practice }: { name: string; practice: boolean }) {
  const Icon = practice ? FlaskConical : Plug;
  return (
    <p className="flex min-w-0 items-start gap-2">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="wrap-anywhere">
        {practice ? "Practice facility: nothing is booked for real." : `Connected to ${name}.`}
      </span>
    </p>
  );
}

function PauseSwitch({ paused }: { paused: boolean }) {
  const change = useSetPaused((error) =>
    toast.error(`Automatic booking was not changed. ${failureText(error, "automatic booking was changed")}`),
  );
  return (
    <div className="flex items-center gap-2.5">
      <p className="flex items-center gap-1.5">
        {paused && <CirclePause aria-hidden className="size-4 shrink-0" />}
        <span>{paused ? "Automatic booking: paused" : "Automatic booking: on"}</span>
      </p>
      <Switch
        aria-label="Automatic booking"
        checked={!paused}
        aria-busy={change.isPending}
        onCheckedChange={(on) => change.isPending || change.mutate(!on)}
      />
    </div>
  );
}
