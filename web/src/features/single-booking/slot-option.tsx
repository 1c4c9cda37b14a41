import { Check, CircleCheck, Clock } from "lucide-react";
import { cn } from "@/lib/cn";
import type { SlotState } from "./slots";

interface Props {
  id: string;
  time: string;
  state: SlotState;
  selected: boolean;
  /** The one that Tab reaches. */
  active: boolean;
  onFocus: () => void;
  onPress: (shift: boolean) => void;
}

export function SlotOption({ id, time, state, selected, active, onFocus, onPress }: Props) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-disabled={state.kind !== "free"}
      aria-label={nameOf(time, state)}
      tabIndex={active ? 0 : -1}
      onFocus={onFocus}
      onClick={(event) => onPress(event.shiftKey)}
      className={cn(
        "flex h-12 flex-col items-center justify-center rounded-md border text-sm leading-tight font-medium transition-colors select-none",
        state.kind === "free" && "cursor-pointer",
        state.kind === "free" && !selected && "border-input bg-card hover:bg-accent",
        state.kind === "begun" && "cursor-not-allowed border-dashed text-muted-foreground",
        state.kind === "held" && "cursor-not-allowed border-transparent",
        state.kind === "held" && heldClasses(state.status),
        selected && "border-primary bg-primary text-primary-foreground",
      )}
    >
      <span className={cn("flex items-center gap-1", state.kind === "begun" && "line-through")}>
        {selected && <Check aria-hidden className="size-4 text-ball dark:text-current" />}
        {time}
      </span>
      {state.kind === "held" && <Held status={state.status} />}
    </div>
  );
}

function Held({ status }: { status: string }) {
  const Icon = status === "confirmed" ? CircleCheck : Clock;
  return (
    <span className="flex items-center gap-1 text-[0.625rem] font-semibold tracking-wide">
      <Icon aria-hidden className="hidden size-3 min-[400px]:block" />
      {status.toUpperCase()}
    </span>
  );
}

function heldClasses(status: string): string {
  return status === "confirmed"
    ? "bg-confirmed text-confirmed-foreground"
    : "bg-pending text-pending-foreground";
}

function nameOf(time: string, state: SlotState): string {
  if (state.kind === "held") return `${time}, ${state.status.toUpperCase()}, ${state.location}`;
  return state.kind === "begun" ? `${time}, has begun` : time;
}
