import { type SubmitEvent, useRef, useState } from "react";
import { ErrorNotice } from "@/components/error-notice";
import { BusyButton, Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { Account } from "@/lib/api/types";
import { passwordFailureTitle, useChangePassword } from "../api/accounts";
import { type FieldErrors, fieldErrorsOf, focusFirst, isCorrected, parsePassword } from "../form-fields";
import { PasswordInput } from "./password-input";

interface Props {
  account: Account;
  onClose: () => void;
}

export default function PasswordDialog({ account, onClose }: Props) {
  const change = useChangePassword(account);
  return (
    // What is on its way cannot be called back, and how it went has to be seen.
    <Dialog open onOpenChange={() => change.isPending || onClose()}>
      <DialogContent
        busy={change.isPending}
        title={`Change the password of ${account.netid}`}
        description="Bookings made from now on use the new password. The old one is overwritten."
      >
        <PasswordForm change={change} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

interface FormProps extends Pick<Props, "onClose"> {
  change: ReturnType<typeof useChangePassword>;
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
      onSuccess: onClose,
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
        <ErrorNotice title={passwordFailureTitle(change.error)} error={change.error} />
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
