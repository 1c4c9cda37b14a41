import { useId } from "react";
import { Label } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { failureText } from "@/lib/api/error";
import type { Account } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { useUpdateAccount } from "../api/accounts";

/** Whether the account's person agreed to automatic booking. Off ends all attempts of the account at once. */
export function ConsentSwitch({ account }: { account: Account }) {
  const id = useId();
  const { netid, may_automate: on } = account;
  const done = (agreed?: boolean) =>
    agreed ? `${netid} is booked for automatically` : `Nothing is booked automatically for ${netid}`;
  const update = useUpdateAccount(account, {
    onSuccess: ({ mayAutomate }) => toast.success(`${done(mayAutomate)}.`),
    onError: (error, { mayAutomate }) =>
      toast.error(`${netid}: ${failureText(error, mayAutomate ? "automatic booking is on" : "automatic booking is off")}`),
  });
  return (
    <div className="flex min-h-6 items-center justify-between gap-3">
      <Label htmlFor={id} className="text-sm font-normal">
        Book automatically for this account
      </Label>
      <Switch
        id={id}
        aria-label={`Book automatically for this account: ${netid}`}
        checked={on}
        aria-busy={update.isPending}
        onCheckedChange={(mayAutomate) => update.isPending || update.mutate({ mayAutomate })}
      />
    </div>
  );
}
