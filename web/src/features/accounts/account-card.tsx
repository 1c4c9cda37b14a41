import { CircleDot, KeyRound, Trash2 } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardTitle } from "@/components/ui/card";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { Tooltip } from "@/components/ui/tooltip";
import type { Account } from "@/lib/api/types";
import { cn } from "@/lib/cn";
import { selectAccount, useSelectedAccount } from "@/lib/selected-account";
import { AccountFigures } from "./account-figures";
import { useSwitchAccount } from "./update-account";

interface Props {
  account: Account;
  onChangePassword: () => void;
  onDelete: () => void;
}

export function AccountCard({ account, onChangePassword, onDelete }: Props) {
  const id = useId();
  const chosen = useSelectedAccount() === account.id;
  const active = useSwitchAccount(account);
  const state = account.is_active ? "Active" : "Switched off";
  return (
    <Card
      aria-labelledby={id}
      className={cn("flex flex-col", chosen && "border-primary! ring-1 ring-primary")}
    >
      <CardContent className="flex flex-1 flex-col gap-5">
        <div className="flex items-start justify-between gap-3">
          <CardTitle id={id} className="min-w-0 wrap-anywhere">
            {account.netid}
          </CardTitle>
          <div className="flex h-6 shrink-0 items-center gap-2.5">
            <Label htmlFor={`${id}-active`} className="text-muted-foreground">
              {state}
            </Label>
            <Switch
              id={`${id}-active`}
              aria-label={`${state}: ${account.netid}`}
              checked={account.is_active}
              aria-busy={active.isPending}
              onCheckedChange={active.set}
            />
          </div>
        </div>
        <AccountFigures account={account} />
      </CardContent>
      <CardFooter className="justify-between gap-2! px-5 py-3!">
        <Button
          variant="outline"
          size="small"
          // The same button before and after the press, which thereby keeps the focus and is announced.
          aria-pressed={chosen}
          className={cn(chosen && "border-transparent! bg-ball! text-ball-foreground!")}
          onClick={() => selectAccount(chosen ? null : account.id)}
        >
          {chosen && <CircleDot aria-hidden />}
          <span>
            {chosen ? "In use" : "Use in all tabs"}
            <span className="sr-only">: {account.netid}</span>
          </span>
        </Button>
        <div className="flex gap-1">
          <Tooltip label="Change password">
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Change the password of ${account.netid}`}
              onClick={onChangePassword}
            >
              <KeyRound aria-hidden />
            </Button>
          </Tooltip>
          <Tooltip label="Delete account">
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Delete ${account.netid}`}
              onClick={onDelete}
            >
              <Trash2 aria-hidden />
            </Button>
          </Tooltip>
        </div>
      </CardFooter>
    </Card>
  );
}
