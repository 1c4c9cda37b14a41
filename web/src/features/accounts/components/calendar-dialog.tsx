import { useQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { ErrorNotice } from "@/components/error-notice";
import { BusyButton, Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { unknownOutcome } from "@/lib/api/error";
import type { Account } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { accountLogsQuery, useCreateCalendarLink, useRevokeCalendarLink } from "../api/accounts";

interface Props {
  account: Account;
  onClose: () => void;
}

/** Makes and revokes the link under which a calendar app reads an account's bookings. */
export default function CalendarDialog({ account, onClose }: Props) {
  const create = useCreateCalendarLink(account);
  const revoke = useRevokeCalendarLink(account);
  const busy = create.isPending || revoke.isPending;
  const secret = create.data?.secret;
  const hadLink = useHasLink(account.id);
  const hasLink = secret === undefined ? hadLink : true;
  const revokeLink = () =>
    revoke.mutate(undefined, {
      onSuccess: () => {
        toast.success(`The calendar link of ${account.netid} was revoked.`);
        onClose();
      },
    });
  return (
    // Stays open while a request runs, because it has to show the outcome.
    <Dialog open onOpenChange={() => busy || onClose()}>
      <DialogContent
        busy={busy}
        title={`Calendar link of ${account.netid}`}
        description="A calendar app that subscribes to the link shows the bookings of this account. Whoever has the link can read them."
      >
        {secret === undefined ? <State hasLink={hasLink} /> : <Link secret={secret} />}
        <Failure error={create.error} outcome="the link was created" title="The link was not created" />
        <Failure error={revoke.error} outcome="the link was revoked" title="The link was not revoked" />
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline" aria-disabled={busy}>
              Close
            </Button>
          </DialogClose>
          {hasLink === true && (
            <BusyButton variant="outline" busy={revoke.isPending} onClick={() => busy || revokeLink()}>
              Revoke link
            </BusyButton>
          )}
          {secret === undefined && (
            <BusyButton busy={create.isPending} onClick={() => busy || create.mutate()}>
              {hasLink === true ? "Replace link" : "Create link"}
            </BusyButton>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

/** Whether the account has a link, which only its log tells. Undefined until the log is read. */
function useHasLink(accountId: number): boolean | undefined {
  const { data: logs } = useQuery(accountLogsQuery(accountId));
  const last = logs?.findLast(({ event_type: type }) =>
    ["calendar_link_created", "calendar_link_revoked", "deleted"].includes(type),
  );
  return logs && last?.event_type === "calendar_link_created";
}

function State({ hasLink }: { hasLink: boolean | undefined }) {
  if (hasLink === undefined) return null;
  return (
    <p className="text-sm">
      {hasLink
        ? "This account has a link. It was shown once. A new link replaces it, and calendar apps with the old one stop updating."
        : "This account has no link."}
    </p>
  );
}

function Link({ secret }: { secret: string }) {
  const link = `${window.location.origin}/api/calendar/${secret}.ics`;
  const copy = async () => {
    try {
      // Missing where the page comes over plain HTTP from another machine.
      await navigator.clipboard.writeText(link);
      toast.success("The link was copied.");
    } catch {
      toast.error("The link was not copied. Select it and copy it by hand.");
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <Field label="Link" hint="Copy it now: it is not shown again.">
        {(control) => <Input {...control} readOnly value={link} onFocus={(event) => event.target.select()} />}
      </Field>
      <Button variant="outline" className="w-fit" onClick={() => void copy()}>
        <Copy aria-hidden />
        <span>Copy link</span>
      </Button>
    </div>
  );
}

interface FailureProps {
  error: Error | null;
  outcome: string;
  title: string;
}

function Failure({ error, outcome, title }: FailureProps) {
  return error && <ErrorNotice title={unknownOutcome(error, outcome) ?? title} error={error} />;
}
