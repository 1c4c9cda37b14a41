import { LocalMoment } from "@/components/local-date";
import { ArrowRight, CirclePlus, CircleSlash, type LucideIcon, PencilLine, RefreshCw } from "lucide-react";
import type { BookingLog } from "@/lib/api/types";
import { StatusBadge } from "./status-badge";

const icons: Readonly<Record<BookingLog["event_type"], LucideIcon>> = {
  created: CirclePlus,
  status_change: RefreshCw,
  update: PencilLine,
  cancelled: CircleSlash,
};

interface Props {
  logs: readonly BookingLog[];
  timeZone: string;
}

/** A booking's audit trail as a timeline, oldest entry first. */
export function BookingTimeline({ logs, timeZone }: Props) {
  return (
    <ol aria-label="Audit trail" className="flex flex-col">
      {logs.map((log) => (
        <Entry key={log.id} log={log} timeZone={timeZone} />
      ))}
    </ol>
  );
}

function Entry({ log, timeZone }: { log: BookingLog; timeZone: string }) {
  const Icon = icons[log.event_type];
  return (
    <li className="group relative flex gap-3 pb-5 last:pb-0">
      <span
        aria-hidden
        className="absolute top-8 bottom-0 left-3.5 w-px bg-border group-last:hidden"
      />
      <span className="flex size-7 shrink-0 items-center justify-center rounded-full bg-secondary text-secondary-foreground">
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 pt-0.5">
        <p className="text-sm wrap-anywhere">{log.message}</p>
        <StatusChange log={log} />
        <time dateTime={log.created_at} className="text-xs text-muted-foreground">
          <LocalMoment at={log.created_at} timeZone={timeZone} />
        </time>
      </div>
    </li>
  );
}

function StatusChange({ log }: { log: BookingLog }) {
  if (log.to_status === null || log.to_status === log.from_status) return null;
  return (
    <p className="flex flex-wrap items-center gap-1.5">
      {log.from_status !== null && (
        <>
          <StatusBadge status={log.from_status} />
          <ArrowRight aria-hidden className="size-4 text-muted-foreground" />
          <span className="sr-only">to</span>
        </>
      )}
      <StatusBadge status={log.to_status} />
    </p>
  );
}
