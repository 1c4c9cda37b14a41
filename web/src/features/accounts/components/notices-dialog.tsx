import { useQuery } from "@tanstack/react-query";
import { BellOff, CircleAlert, CircleCheck, Mail, Webhook } from "lucide-react";
import { ErrorNotice } from "@/components/error-notice";
import { ListState } from "@/components/list-state";
import { LocalMoment } from "@/components/local-date";
import { BusyButton } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Empty } from "@/components/ui/empty";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useAccountIdInUse } from "@/entities/accounts/account-in-use";
import { useFacilityClock } from "@/entities/facility/facility";
import { unknownOutcome } from "@/lib/api/error";
import type { Account, NoticeChannel, SendTestNoticeResponse } from "@/lib/api/types";
import { cn } from "@/lib/cn";
import { channelsQuery, useSendTest } from "../api/notices";

const looks = {
  webhook: { icon: Webhook, name: "Webhook", target: "Posts to" },
  email: { icon: Mail, name: "E-mail", target: "Sent from" },
} as const;

interface Props {
  accounts: readonly Account[];
  onClose: () => void;
}

/** The channels of notices, their last deliveries, and a test of them. */
export default function NoticesDialog({ accounts, onClose }: Props) {
  const query = useQuery(channelsQuery());
  const test = useSendTest();
  const inUse = useAccountIdInUse();
  const address = accounts.find(({ id }) => id === inUse)?.notify_email ?? null;
  const canTest = query.data?.some(({ is_configured }) => is_configured) ?? false;
  const send = () => test.isPending || test.mutate({ accountId: address === null ? null : inUse });
  return (
    <Dialog open onOpenChange={() => test.isPending || onClose()}>
      <DialogContent
        busy={test.isPending}
        title="Notices"
        description="Word of bookings that were confirmed or failed, of waiting lists, plans and sign-ins. An account's own address is set on its card."
      >
        <ListState
          query={query}
          name="channels"
          isEmpty={(channels) => channels.length === 0}
          empty={<Empty icon={BellOff} title="No channels" className="py-6!" />}
          skeleton={<SkeletonRows rows={2} />}
        >
          {(channels) => (
            <ul aria-label="Channels" className="flex flex-col divide-y">
              {channels.map((channel) => (
                <Channel key={channel.channel} channel={channel} results={test.data?.results ?? []} />
              ))}
            </ul>
          )}
        </ListState>
        {test.error && (
          <ErrorNotice title={unknownOutcome(test.error, "the test was sent") ?? "The test was not sent"} error={test.error} />
        )}
        {canTest && (
          <DialogFooter className="sm:items-center">
            {query.data?.some(({ channel, is_configured }) => channel === "email" && is_configured) && (
              <p className="text-sm text-muted-foreground sm:mr-auto">
                {address === null ? "The e-mail goes to the sender." : `The e-mail goes to ${address}.`}
              </p>
            )}
            <BusyButton busy={test.isPending} onClick={send}>
              Send test
            </BusyButton>
          </DialogFooter>
        )}
      </DialogContent>
    </Dialog>
  );
}

interface ChannelProps {
  channel: NoticeChannel;
  results: SendTestNoticeResponse["results"];
}

function Channel({ channel, results }: ChannelProps) {
  const { icon: Icon, name, target } = looks[channel.channel];
  const result = results.find((one) => one.channel === channel.channel);
  return (
    <li className="flex gap-3 py-4 first:pt-0 last:pb-0">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", !channel.is_configured && "text-muted-foreground")} />
      <div className="flex min-w-0 flex-col gap-1 text-sm">
        <p className="font-medium">{name}</p>
        {channel.is_configured ? (
          <>
            <p className="wrap-anywhere text-muted-foreground">{`${target} ${channel.target ?? ""}`}</p>
            <LastDelivery channel={channel} />
          </>
        ) : (
          <p className="text-muted-foreground">
            Not configured. Set <code className="wrap-anywhere">{channel.setting}</code> and restart the bridge.
          </p>
        )}
        <div role="status" className="empty:hidden">
          {result && channel.is_configured && <Result {...result} />}
        </div>
      </div>
    </li>
  );
}

function LastDelivery({ channel: { delivered_at, tried_at, error, waiting } }: { channel: NoticeChannel }) {
  const timeZone = useFacilityClock()?.timeZone ?? "UTC";
  return (
    <>
      <p className="text-muted-foreground">
        {delivered_at === null ? (
          "Nothing delivered yet."
        ) : (
          <>
            <span>Last delivered: </span>
            <LocalMoment at={delivered_at} timeZone={timeZone} />
          </>
        )}
      </p>
      {error !== null && tried_at !== null && (
        <p className="wrap-anywhere text-destructive">
          <span>Last try, </span>
          <LocalMoment at={tried_at} timeZone={timeZone} />
          <span>{`: ${error}`}</span>
        </p>
      )}
      {waiting > 0 && (
        <p className="text-muted-foreground">
          {waiting === 1 ? "1 notice is tried again." : `${waiting.toLocaleString()} notices are tried again.`}
        </p>
      )}
    </>
  );
}

function Result({ is_sent, message }: SendTestNoticeResponse["results"][number]) {
  const Icon = is_sent ? CircleCheck : CircleAlert;
  return (
    <p className={cn("flex items-start gap-1.5", is_sent ? "text-confirmed-foreground" : "text-destructive")}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="wrap-anywhere">{is_sent ? "The test was sent." : `The test was not sent. ${message}`}</span>
    </p>
  );
}
