import { CalendarSync, CircleDot, KeyRound, type LucideIcon, Mail, ScrollText, Trash2 } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardTitle } from "@/components/ui/card";
import { Label } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { Tooltip } from "@/components/ui/tooltip";
import { setAccountInUse, useAccountIdInUse } from "@/entities/accounts/account-in-use";
import { useConnection } from "@/entities/facility/engine";
import { messageOf, unknownOutcome } from "@/lib/api/error";
import type { Account } from "@/lib/api/types";
import { cn } from "@/lib/cn";
import { toast } from "@/lib/toast";
import { useUpdateAccount } from "../api/accounts";
import { AccountStatistics } from "./account-statistics";
import { ConsentSwitch } from "./consent-switch";
import { SignInRow } from "./sign-in-row";

/** The dialogs about one account. */
export type AccountDialog = "calendar" | "connect" | "log" | "notify" | "password" | "delete";

interface Props {
  account: Account;
  onOpen: (dialog: AccountDialog) => void;
}

export function AccountCard({ account, onOpen }: Props) {
  const isConnected = useConnection() !== undefined;
  const id = useId();
  const inUse = useAccountIdInUse() === account.id;
  const { netid } = account;
  return (
    <Card
      aria-labelledby={id}
      className={cn("flex flex-col", inUse && "border-primary! ring-1 ring-primary")}
    >
      <CardContent className="flex flex-1 flex-col gap-5">
        <div className="flex items-start justify-between gap-3">
          <CardTitle id={id} className="min-w-0 wrap-anywhere">
            {netid}
          </CardTitle>
          <ActiveSwitch account={account} />
        </div>
        {isConnected && (
          <div className="flex flex-col gap-4 border-y py-4">
            <SignInRow account={account} onConnect={() => onOpen("connect")} />
            <ConsentSwitch account={account} />
            <NotifyEmail account={account} />
          </div>
        )}
        <AccountStatistics account={account} />
      </CardContent>
      <CardFooter className="justify-between gap-2! px-5 py-3!">
        <UseButton account={account} inUse={inUse} />
        {/* The last icon ends where the text above it does. */}
        <div className="-mr-2.5 flex">
          <Action icon={CalendarSync} label="Calendar link" name={`Calendar link of ${netid}`} onPress={() => onOpen("calendar")} />
          <Action icon={ScrollText} label="Log" name={`Log of ${netid}`} onPress={() => onOpen("log")} />
          <Action icon={Mail} label="Address for notices" name={`Address for notices of ${netid}`} onPress={() => onOpen("notify")} />
          <Action icon={KeyRound} label="Change password" name={`Change the password of ${netid}`} onPress={() => onOpen("password")} />
          <Action icon={Trash2} label="Delete account" name={`Delete ${netid}`} onPress={() => onOpen("delete")} />
        </div>
      </CardFooter>
    </Card>
  );
}

function NotifyEmail({ account }: { account: Account }) {
  if (account.notify_email === null) return null;
  return (
    <p className="text-sm text-muted-foreground">
      <span>Notices go to </span>
      <span className="wrap-anywhere text-foreground">{account.notify_email}</span>
    </p>
  );
}

function ActiveSwitch({ account }: { account: Account }) {
  const id = useId();
  const active = useSwitch(account);
  const state = account.is_active ? "Active" : "Switched off";
  return (
    <div className="flex h-6 shrink-0 items-center gap-2.5">
      <Label htmlFor={id} className="text-muted-foreground">
        {state}
      </Label>
      <Switch
        id={id}
        aria-label={`${state}: ${account.netid}`}
        checked={account.is_active}
        aria-busy={active.isPending}
        onCheckedChange={active.set}
      />
    </div>
  );
}

/** Reports both outcomes by a toast, because the card has no room for an error. */
function useSwitch(account: Account) {
  const { netid } = account;
  const done = (isActive?: boolean) => `${netid} is switched ${isActive ? "on" : "off"}`;
  const update = useUpdateAccount(account, {
    onSuccess: ({ isActive }) => toast.success(`${done(isActive)}.`),
    onError: (error, { isActive }) =>
      toast.error(`${unknownOutcome(error, done(isActive)) ?? `${netid} is unchanged`}. ${messageOf(error)}`),
  });
  const set = (isActive: boolean) => update.isPending || update.mutate({ isActive });
  return { set, isPending: update.isPending };
}

function UseButton({ account, inUse }: { account: Account; inUse: boolean }) {
  return (
    <Button
      variant="outline"
      size="small"
      // One button for both states, so that it keeps the focus and screen readers announce the change.
      aria-pressed={inUse}
      className={cn(inUse && "border-transparent! bg-ball! text-ball-foreground!")}
      onClick={() => setAccountInUse(inUse ? null : account.id)}
    >
      {inUse && <CircleDot aria-hidden />}
      <span>
        {inUse ? "In use" : "Use in all tabs"}
        <span className="sr-only">: {account.netid}</span>
      </span>
    </Button>
  );
}

interface ActionProps {
  icon: LucideIcon;
  label: string;
  /** The label with the account's NetID. */
  name: string;
  onPress: () => void;
}

function Action({ icon: Icon, label, name, onPress }: ActionProps) {
  return (
    <Tooltip label={label}>
      <Button variant="ghost" size="icon" className="size-9!" aria-label={name} onClick={onPress}>
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}
