import { CircleDot, KeyRound, type LucideIcon, Trash2 } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardTitle } from "@/components/ui/card";
import { Label } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { Tooltip } from "@/components/ui/tooltip";
import { setAccountInUse, useAccountIdInUse } from "@/entities/accounts/account-in-use";
import type { Account } from "@/lib/api/types";
import { cn } from "@/lib/cn";
import { useSwitchAccount } from "../api/accounts";
import { AccountStatistics } from "./account-statistics";

interface Props {
  account: Account;
  onChangePassword: () => void;
  onDelete: () => void;
}

export function AccountCard({ account, onChangePassword, onDelete }: Props) {
  const id = useId();
  const chosen = useAccountIdInUse() === account.id;
  const { netid } = account;
  return (
    <Card
      aria-labelledby={id}
      className={cn("flex flex-col", chosen && "border-primary! ring-1 ring-primary")}
    >
      <CardContent className="flex flex-1 flex-col gap-5">
        <div className="flex items-start justify-between gap-3">
          <CardTitle id={id} className="min-w-0 wrap-anywhere">
            {netid}
          </CardTitle>
          <ActiveSwitch account={account} />
        </div>
        <AccountStatistics account={account} />
      </CardContent>
      <CardFooter className="justify-between gap-2! px-5 py-3!">
        <UseButton account={account} chosen={chosen} />
        <div className="flex gap-1">
          <Action icon={KeyRound} label="Change password" name={`Change the password of ${netid}`} onPress={onChangePassword} />
          <Action icon={Trash2} label="Delete account" name={`Delete ${netid}`} onPress={onDelete} />
        </div>
      </CardFooter>
    </Card>
  );
}

function ActiveSwitch({ account }: { account: Account }) {
  const id = useId();
  const active = useSwitchAccount(account);
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

function UseButton({ account, chosen }: { account: Account; chosen: boolean }) {
  return (
    <Button
      variant="outline"
      size="small"
      // The same button before and after the press, which thereby keeps the focus and is announced.
      aria-pressed={chosen}
      className={cn(chosen && "border-transparent! bg-ball! text-ball-foreground!")}
      onClick={() => setAccountInUse(chosen ? null : account.id)}
    >
      {chosen && <CircleDot aria-hidden />}
      <span>
        {chosen ? "In use" : "Use in all tabs"}
        <span className="sr-only">: {account.netid}</span>
      </span>
    </Button>
  );
}

interface ActionProps {
  icon: LucideIcon;
  label: string;
  /** The label with the account it is about. */
  name: string;
  onPress: () => void;
}

function Action({ icon: Icon, label, name, onPress }: ActionProps) {
  return (
    <Tooltip label={label}>
      <Button variant="ghost" size="icon" aria-label={name} onClick={onPress}>
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}
