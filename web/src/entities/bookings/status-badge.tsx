import { CircleCheck, CircleSlash, CircleX, Clock, type LucideIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { BookingStatus } from "@/lib/api/types";

const icons: Readonly<Record<BookingStatus, LucideIcon>> = {
  pending: Clock,
  confirmed: CircleCheck,
  failed: CircleX,
  cancelled: CircleSlash,
};

/** A booking's status by colour, icon and text, so that none of them is needed to read it. */
export function StatusBadge({ status }: { status: BookingStatus }) {
  const Icon = icons[status];
  return (
    <Badge variant={status} className="font-semibold! tracking-wide">
      <Icon aria-hidden />
      {status.toUpperCase()}
    </Badge>
  );
}
