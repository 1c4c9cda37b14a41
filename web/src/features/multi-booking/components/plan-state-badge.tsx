import { Badge } from "@/components/ui/badge";
import type { PlanState } from "@/lib/api/types";

const variants = {
  scheduled: "outline",
  running: "pending",
  completed: "confirmed",
  partial: "pending",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Readonly<Record<PlanState, string>>;

export function PlanStateBadge({ state }: { state: PlanState }) {
  return (
    <Badge variant={variants[state]} className="font-semibold! tracking-wide">
      {state.toUpperCase()}
    </Badge>
  );
}
