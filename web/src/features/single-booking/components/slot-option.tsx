import { Check, CircleCheck, Clock, type LucideIcon } from "lucide-react";
import type { ActiveStatus } from "@/entities/bookings/booking";
import { type Availability, slotWords } from "@/entities/facility/facility-slots";
import { cn } from "@/lib/cn";
import type { SlotState } from "../slots";

interface Props {
  id: string;
  time: string;
  state: SlotState;
  /** The facility's slot; undefined while that is not known. */
  availability: Availability | undefined;
  selected: boolean;
  /** Whether it has tabindex 0. */
  active: boolean;
  onFocus: () => void;
  onPress: (shift: boolean) => void;
}

export function SlotOption({ id, time, state, availability, selected, active, onFocus, onPress }: Props) {
  const words = state.kind === "free" ? availabilityWords(availability) : undefined;
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-disabled={state.kind !== "free"}
      aria-label={nameOf(time, state, words)}
      tabIndex={active ? 0 : -1}
      onFocus={onFocus}
      onClick={(event) => onPress(event.shiftKey)}
      className={cn(
        "flex h-12 flex-col items-center justify-center rounded-md border text-sm leading-tight font-medium transition-colors select-none",
        state.kind === "free" && "cursor-pointer",
        state.kind === "free" && !selected && "border-input bg-card hover:bg-accent",
        state.kind === "begun" && "cursor-not-allowed border-dashed text-muted-foreground",
        state.kind === "held" && "cursor-not-allowed border-transparent",
        state.kind === "held" && heldLooks[state.status].classes,
        selected && "border-primary bg-primary text-primary-foreground",
      )}
    >
      <span className={cn("flex items-center gap-1", state.kind === "begun" && "line-through")}>
        {selected && <Check aria-hidden className="size-4 text-ball dark:text-current forced-colors:text-current" />}
        {time}
      </span>
      {words !== undefined && (
        <span className={cn("text-[0.6875rem] font-normal", !selected && "text-muted-foreground")}>{words}</span>
      )}
      {state.kind === "held" && <Held status={state.status} place={state.place} />}
    </div>
  );
}

interface HeldLook {
  readonly icon: LucideIcon;
  readonly classes: string;
}

const heldLooks: Readonly<Record<ActiveStatus, HeldLook>> = {
  pending: { icon: Clock, classes: "bg-pending text-pending-foreground" },
  confirmed: { icon: CircleCheck, classes: "bg-confirmed text-confirmed-foreground" },
};

/** The place at which the account holds the slot. The colour and the icon show whether it is confirmed. */
function Held({ status, place }: { status: ActiveStatus; place: string }) {
  const { icon: Icon } = heldLooks[status];
  return (
    <span className="flex items-center gap-1 text-[0.6875rem] font-semibold">
      <Icon aria-hidden className="size-3" />
      <span>{place}</span>
    </span>
  );
}

/** The facility's own state. Nothing for one that it does not tell, and for one that the page shows already. */
function availabilityWords(availability: Availability | undefined): string | undefined {
  if (!availability || availability.state === "unknown" || availability.state === "past") return undefined;
  return slotWords(availability);
}

function nameOf(time: string, state: SlotState, words: string | undefined): string {
  if (state.kind === "held") return `${time}, ${state.status.toUpperCase()}, ${state.place}`;
  if (state.kind === "begun") return `${time}, has begun`;
  return words === undefined ? time : `${time}, ${words.toLowerCase()}`;
}
