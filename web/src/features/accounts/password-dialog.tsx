import { type SubmitEvent, useRef, useState } from "react";
import { ErrorNotice } from "@/components/error-notice";
import { BusyButton, Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { Account } from "@/lib/api/types";
import { type FieldErrors, fieldErrorsOf, parsePassword } from "./account-input";
import { focusFirst } from "./form-fields";
import { PasswordInput } from "./password-input";
import { useChangePassword } from "./update-account";

interface Props {
  account: Account;
  onClose: () => void;
}

export default function PasswordDialog({ account, onClose }: Props) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={`Change the password of ${account.netid}`}
        description="Bookings made from now on use the new password. The old one is overwritten."
      >
        <PasswordForm account={account} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function PasswordForm({ account, onClose }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState<FieldErrors>({});
  const change = useChangePassword(account);
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
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field label="New password" error={missing.password ?? refused.password}>
        {(control) => (
          <PasswordInput name="password" onChange={setPassword} {...control} />
        )}
      </Field>
      {change.error && refused.password === undefined && (
        <ErrorNotice title="The password was not changed" error={change.error} />
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Keep the old one</Button>
        </DialogClose>
        <BusyButton type="submit" busy={change.isPending}>
          Change password
        </BusyButton>
      </DialogFooter>
    </form>
  );
}
