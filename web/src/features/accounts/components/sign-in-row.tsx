import { LocalMoment } from "@/components/local-date";
import { CircleAlert, CircleCheck, CircleDashed, Clock, type LucideIcon, PlugZap } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useFacilityClock } from "@/entities/facility/facility";
import type { Account } from "@/lib/api/types";
import { cn } from "@/lib/cn";

interface Look {
  readonly icon: LucideIcon;
  readonly words: string;
  readonly hint: string;
  readonly classes: string;
}

const looks: Readonly<Record<Account["sign_in"], Look>> = {
  ready: { icon: CircleCheck, words: "Signed in", hint: "", classes: "text-confirmed-foreground" },
  needed: {
    icon: CircleAlert,
    words: "Sign-in needed",
    hint: "The facility refused it. Change the password, or connect with a token.",
    classes: "text-destructive",
  },
  expired: {
    icon: Clock,
    words: "Sign-in ended",
    hint: "The next attempt signs in again.",
    classes: "text-muted-foreground",
  },
  unknown: {
    icon: CircleDashed,
    words: "Not signed in yet",
    hint: "The first attempt signs in.",
    classes: "text-muted-foreground",
  },
};

/** The name of the state of an account's sign-in. */
export function signInName({ sign_in }: Account): string {
  return looks[sign_in].words;
}

interface Props {
  account: Account;
  onConnect: () => void;
}

/** Whether the facility lets the account in, and the button to connect it. */
export function SignInRow({ account, onConnect }: Props) {
  const { icon: Icon, words, hint, classes } = looks[account.sign_in];
  const timeZone = useFacilityClock()?.timeZone;
  const until = account.sign_in === "ready" ? account.sign_in_until : null;
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <div className="flex items-center justify-between gap-3">
        <p className="flex min-w-0 items-start gap-2">
          <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", classes)} />
          <span className={cn("font-medium", account.sign_in === "needed" && classes)}>{words}</span>
        </p>
        <Button variant="outline" size="small" aria-label={`Connect ${account.netid}`} onClick={onConnect}>
          <PlugZap aria-hidden />
          <span>Connect</span>
        </Button>
      </div>
      {hint !== "" && <p className="pl-6 text-muted-foreground">{hint}</p>}
      {until !== null && timeZone !== undefined && (
        <p className="pl-6 text-muted-foreground">
          <span>Until </span>
          <LocalMoment at={until} timeZone={timeZone} format="opening" />
        </p>
      )}
    </div>
  );
}
