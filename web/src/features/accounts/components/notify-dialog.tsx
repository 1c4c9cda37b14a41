import { type SubmitEvent, useRef, useState } from "react";
import { ErrorNotice } from "@/components/error-notice";
import { BusyButton, Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ApiError, unknownOutcome } from "@/lib/api/error";
import type { Account } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { useUpdateAccount } from "../api/accounts";

interface Props {
  account: Account;
  onClose: () => void;
}

export default function NotifyDialog({ account, onClose }: Props) {
  const change = useUpdateAccount(account);
  return (
    <Dialog open onOpenChange={() => change.isPending || onClose()}>
      <DialogContent
        busy={change.isPending}
        title={`Address for notices of ${account.netid}`}
        description="Notices of this account's bookings go there by e-mail. Leave it empty for none."
      >
        <NotifyForm account={account} change={change} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

interface FormProps extends Props {
  change: ReturnType<typeof useUpdateAccount>;
}

function NotifyForm({ account, change, onClose }: FormProps) {
  const input = useRef<HTMLInputElement>(null);
  const [address, setAddress] = useState(account.notify_email ?? "");
  const isRefused = change.error instanceof ApiError && change.error.field === "notify_email";
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    change.mutate(
      { notifyEmail: address.trim() },
      {
        onSuccess: ({ account: { netid, notify_email } }) => {
          toast.success(notify_email === null ? `${netid} gets no notices.` : `Notices of ${netid} go to ${notify_email}.`);
          onClose();
        },
        onError: () => input.current?.focus(),
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field
        label="E-mail address"
        error={isRefused ? "Enter an e-mail address such as anna@example.org." : undefined}
      >
        {(control) => (
          <Input
            {...control}
            ref={input}
            type="email"
            name="notify_email"
            autoComplete="email"
            value={address}
            onChange={(event) => {
              setAddress(event.target.value);
              if (isRefused) change.reset();
            }}
          />
        )}
      </Field>
      {change.error && !isRefused && (
        <ErrorNotice
          title={unknownOutcome(change.error, "the address was changed") ?? "The address was not changed"}
          error={change.error}
        />
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline" aria-disabled={change.isPending}>
            Cancel
          </Button>
        </DialogClose>
        <BusyButton type="submit" busy={change.isPending}>
          Save address
        </BusyButton>
      </DialogFooter>
    </form>
  );
}
