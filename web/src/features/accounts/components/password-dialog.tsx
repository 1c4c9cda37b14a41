import { type SubmitEvent, useRef, useState } from "react";
import { ErrorNotice } from "@/components/error-notice";
import { BusyButton, Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { unknownOutcome } from "@/lib/api/error";
import type { Account } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { useUpdateAccount } from "../api/accounts";
import { type FieldErrors, fieldErrorsOf, focusFirst, isCorrected, parsePassword } from "../form-fields";
import { PasswordInput } from "./password-input";

interface Props {
  account: Account;
  onClose: () => void;
}

export default function PasswordDialog({ account, onClose }: Props) {
  const change = useUpdateAccount(account);
  return (
    // Stays open while the request runs, because it has to show the outcome.
    <Dialog open onOpenChange={() => change.isPending || onClose()}>
      <DialogContent
        busy={change.isPending}
        title={`Change the password of ${account.netid}`}
        description="New bookings use the new password. The old one is overwritten."
      >
        <PasswordForm change={change} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

interface FormProps extends Pick<Props, "onClose"> {
  change: ReturnType<typeof useUpdateAccount>;
}

function PasswordForm({ change, onClose }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState<FieldErrors>({});
  const refused = fieldErrorsOf(change.error);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    const parsed = parsePassword(password);
    setMissing(parsed.ok ? {} : parsed.errors);
    if (!parsed.ok) {
      focusFirst(form.current, parsed.errors);
      return;
    }
    change.mutate(parsed.value, {
      onSuccess: ({ account }) => {
        toast.success(`The password of ${account.netid} was changed.`);
        onClose();
      },
      onError: (error) => focusFirst(form.current, fieldErrorsOf(error)),
    });
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      onChange={(event) => isCorrected(refused, event) && change.reset()}
      className="flex flex-col gap-5"
    >
      <Field label="New password" error={missing.password ?? refused.password}>
        {(control) => (
          <PasswordInput name="password" onChange={setPassword} {...control} />
        )}
      </Field>
      {change.error && refused.password === undefined && (
        <ErrorNotice title={unknownOutcome(change.error, "the password was changed") ?? "The password was not changed"} error={change.error} />
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline" aria-disabled={change.isPending}>
            Keep the old one
          </Button>
        </DialogClose>
        <BusyButton type="submit" busy={change.isPending}>
          Change password
        </BusyButton>
      </DialogFooter>
    </form>
  );
}
