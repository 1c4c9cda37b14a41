import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useRef, useState } from "react";
import { ErrorNotice } from "@/components/error-notice";
import { BusyButton, Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { ApiError, messageOf, unknownOutcome } from "@/lib/api/error";
import type { Account } from "@/lib/api/types";
import { storageKey } from "@/lib/connect-request";
import { toast } from "@/lib/toast";
import { accountLogsQuery, useSetToken } from "../api/accounts";
import { PasswordInput } from "./password-input";
import { TokenHelp } from "./token-help";

interface Props {
  account: Account;
  onClose: () => void;
}

/** Stores a token with which the account signs in instead of its password. */
export default function ConnectDialog({ account, onClose }: Props) {
  const store = useSetToken();
  const remove = useSetToken();
  const busy = store.isPending || remove.isPending;
  const hasToken = useHasToken(account.id);
  const removeToken = () =>
    remove.mutate(
      { accountId: account.id, token: null },
      {
        onSuccess: () => {
          toast.success(`The token of ${account.netid} was removed.`);
          onClose();
        },
      },
    );
  return (
    // Stays open while a request runs, because it has to show the outcome.
    <Dialog open onOpenChange={() => busy || onClose()}>
      <DialogContent
        busy={busy}
        title={`Connect ${account.netid}`}
        description="The account signs in at the facility with this token instead of its password."
      >
        <TokenForm account={account} store={store} busy={busy} onClose={onClose} />
        <TokenHelp />
        {hasToken && (
          <div className="flex flex-col gap-3 border-t pt-5">
            <BusyButton variant="outline" className="w-fit" busy={remove.isPending} onClick={removeToken}>
              Remove the stored token
            </BusyButton>
            {remove.error && (
              <ErrorNotice
                title={unknownOutcome(remove.error, "the token was removed") ?? "The token was not removed"}
                error={remove.error}
              />
            )}
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}

/** Whether a token is stored, which only the account's log tells. */
function useHasToken(accountId: number): boolean {
  const { data: logs } = useQuery(accountLogsQuery(accountId));
  const last = logs?.findLast(({ event_type: type }) => type === "token_set" || type === "token_removed");
  return last?.event_type === "token_set";
}

interface FormProps extends Props {
  store: ReturnType<typeof useSetToken>;
  busy: boolean;
}

function TokenForm({ account, store, busy, onClose }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [token, setToken] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const refused = tokenErrorOf(store.error);
  const focusField = () => form.current?.querySelector("input")?.focus();

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    setIsMissing(token.trim() === "");
    if (token.trim() === "") {
      focusField();
      return;
    }
    store.mutate(
      { accountId: account.id, token: token.trim() },
      {
        onSuccess: () => {
          toast.success(`The token of ${account.netid} was stored.`);
          onClose();
        },
        onError: (error) => tokenErrorOf(error) !== undefined && focusField(),
      },
    );
  };
  const change = (next: string) => {
    setToken(next);
    setIsMissing(false);
    if (store.error) store.reset();
  };
  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field
        label="Token"
        error={isMissing ? "Paste the token." : refused}
        hint={`The token, or the whole value of ${storageKey}. Stored encrypted and never shown again.`}
      >
        {(control) => <PasswordInput name="token" onChange={change} {...control} />}
      </Field>
      {store.error && refused === undefined && (
        <ErrorNotice
          title={unknownOutcome(store.error, "the token was stored") ?? "The token was not stored"}
          error={store.error}
        />
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline" aria-disabled={busy}>
            Close without storing
          </Button>
        </DialogClose>
        <BusyButton type="submit" busy={store.isPending}>
          Store token
        </BusyButton>
      </DialogFooter>
    </form>
  );
}

/** The server's refusal of the token itself. */
function tokenErrorOf(error: Error | null): string | undefined {
  return error instanceof ApiError && error.field === "token" ? messageOf(error) : undefined;
}
