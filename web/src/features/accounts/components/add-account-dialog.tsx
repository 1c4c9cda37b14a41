import { type SubmitEvent, useRef, useState } from "react";
import { ErrorNotice } from "@/components/error-notice";
import { BusyButton, Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { unknownOutcome } from "@/lib/api/error";
import type { Account } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { useAddAccount } from "../api/accounts";
import { type FieldErrors, fieldErrorsOf, focusFirst, isCorrected, parseNewAccount } from "../form-fields";
import { PasswordInput } from "./password-input";

interface Props {
  onClose: () => void;
  onAdded: (account: Account) => void;
}

export default function AddAccountDialog({ onClose, onAdded }: Props) {
  const add = useAddAccount();
  return (
    // Stays open while the request runs, because it has to show the outcome.
    <Dialog open onOpenChange={() => add.isPending || onClose()}>
      <DialogContent
        busy={add.isPending}
        title="Add account"
        description="The NetID that bookings are made with, and its password if they need one."
      >
        <AddAccountForm add={add} onAdded={onAdded} />
      </DialogContent>
    </Dialog>
  );
}

interface FormProps extends Pick<Props, "onAdded"> {
  add: ReturnType<typeof useAddAccount>;
}

function AddAccountForm({ add, onAdded }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [netid, setNetid] = useState("");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState<FieldErrors>({});
  const refused = fieldErrorsOf(add.error);
  const errors = { ...refused, ...missing };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (add.isPending) return;
    const parsed = parseNewAccount(netid, password);
    setMissing(parsed.ok ? {} : parsed.errors);
    if (!parsed.ok) {
      focusFirst(form.current, parsed.errors);
      return;
    }
    add.mutate(parsed.value, {
      onSuccess: ({ account }) => {
        toast.success(`${account.netid} was added.`);
        onAdded(account);
      },
      onError: (error) => focusFirst(form.current, fieldErrorsOf(error)),
    });
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      onChange={(event) => isCorrected(refused, event) && add.reset()}
      className="flex flex-col gap-5"
    >
      <Field label="NetID" error={errors.netid}>
        {(control) => (
          <Input
            name="netid"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={netid}
            onChange={(event) => setNetid(event.target.value)}
            {...control}
          />
        )}
      </Field>
      <Field label="Password (optional)" error={errors.password} hint="Stored encrypted and never shown again.">
        {(control) => (
          <PasswordInput name="password" onChange={setPassword} {...control} />
        )}
      </Field>
      {add.error && Object.keys(refused).length === 0 && (
        <ErrorNotice title={unknownOutcome(add.error, "the account was added") ?? "The account was not added"} error={add.error} />
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline" aria-disabled={add.isPending}>
            Close without adding
          </Button>
        </DialogClose>
        <BusyButton type="submit" busy={add.isPending}>
          Add account
        </BusyButton>
      </DialogFooter>
    </form>
  );
}
