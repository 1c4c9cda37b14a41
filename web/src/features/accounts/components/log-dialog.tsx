import { LocalMoment } from "@/components/local-date";
import { useQuery } from "@tanstack/react-query";
import {
  CalendarOff,
  CalendarSync,
  CirclePlus,
  KeyRound,
  type LucideIcon,
  Mail,
  MailX,
  Power,
  ScrollText,
  ShieldCheck,
  ShieldOff,
  Ticket,
  TicketX,
  TriangleAlert,
  UserX,
} from "lucide-react";
import { ListState } from "@/components/list-state";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Empty } from "@/components/ui/empty";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useFacilityClock } from "@/entities/facility/facility";
import type { Account, AccountLog } from "@/lib/api/types";
import { formatZone } from "@/lib/format";
import { accountLogsQuery } from "../api/accounts";

interface Props {
  account: Account;
  onClose: () => void;
}

/** The changes of an account, oldest first. */
export default function LogDialog({ account, onClose }: Props) {
  const query = useQuery(accountLogsQuery(account.id));
  // Until the facility's time zone is known, timestamps are shown in UTC, as the bridge sends them.
  const timeZone = useFacilityClock()?.timeZone ?? "UTC";
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={`Log of ${account.netid}`}>
        <ListState
          query={query}
          name="log"
          isEmpty={(logs) => logs.length === 0}
          empty={<Empty icon={ScrollText} title="No entries" className="py-6!" />}
          skeleton={<SkeletonRows rows={3} />}
        >
          {(logs) => (
            <ol aria-label="Log" className="flex flex-col gap-4">
              {logs.map((log) => (
                <Entry key={log.id} log={log} timeZone={timeZone} />
              ))}
            </ol>
          )}
        </ListState>
        <p className="text-xs text-muted-foreground">Times are shown in {formatZone(timeZone)}.</p>
      </DialogContent>
    </Dialog>
  );
}

const icons: Readonly<Record<AccountLog["event_type"], LucideIcon>> = {
  created: CirclePlus,
  switched: Power,
  password_changed: KeyRound,
  token_set: Ticket,
  token_removed: TicketX,
  consent_given: ShieldCheck,
  consent_withdrawn: ShieldOff,
  notify_email_set: Mail,
  notify_email_removed: MailX,
  sign_in_refused: TriangleAlert,
  calendar_link_created: CalendarSync,
  calendar_link_revoked: CalendarOff,
  deleted: UserX,
};

function Entry({ log, timeZone }: { log: AccountLog; timeZone: string }) {
  const Icon = icons[log.event_type];
  return (
    <li className="flex gap-3">
      <span className="flex size-7 shrink-0 items-center justify-center rounded-full bg-secondary text-secondary-foreground">
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="flex min-w-0 flex-col gap-1 pt-0.5">
        <p className="text-sm wrap-anywhere">{log.message}</p>
        <time dateTime={log.created_at} className="text-xs text-muted-foreground">
          <LocalMoment at={log.created_at} timeZone={timeZone} />
        </time>
      </div>
    </li>
  );
}
