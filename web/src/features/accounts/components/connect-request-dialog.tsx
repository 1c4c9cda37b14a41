import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useRef, useState } from "react";
import { ErrorNotice } from "@/components/error-notice";
import { BusyButton, Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/input";
import { accountsQuery } from "@/entities/accounts/accounts";
import { unknownOutcome } from "@/lib/api/error";
import type { Account } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { useSetToken } from "../api/accounts";

interface Props {
  /** From the facility's page; empty if it had none. Never shown. */
  token: string;
  onClose: () => void;
}

/** Stores a token that the bookmark passed on, after a person has said which account it belongs to. */
export default function ConnectRequestDialog({ token, onClose }: Props) {
  const { data: accounts } = useQuery(accountsQuery());
  const store = useSetToken();
  const problem = problemOf(token, accounts);
  return (
    // Stays open while the request runs, because it has to show the outcome.
    <Dialog open onOpenChange={() => store.isPending || onClose()}>
      <DialogContent
        busy={store.isPending}
        title="Connect an account"
        description={problem ?? "The facility's page passed on a sign-in token. It is stored only if you connect it."}
        onOpenerGone={() => document.getElementById("content")?.focus()}
      >
        {problem === undefined ? (
          <ChooseAccount accounts={accounts ?? []} token={token} store={store} onClose={onClose} />
        ) : (
          <DialogFooter>
            <DialogClose asChild>
              <Button>Close</Button>
            </DialogClose>
          </DialogFooter>
        )}
      </DialogContent>
    </Dialog>
  );
}

function problemOf(token: string, accounts: readonly Account[] | undefined): string | undefined {
  if (token === "") {
    return "That page has no sign-in token. Sign in on the facility's page, then press the bookmark there again.";
  }
  if (accounts?.length === 0) return "There is no account yet. Add one in Accounts, then press the bookmark again.";
  return undefined;
}

interface ChooseProps extends Props {
  accounts: readonly Account[];
  store: ReturnType<typeof useSetToken>;
}

function ChooseAccount({ accounts, token, store, onClose }: ChooseProps) {
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const account = accounts.find(({ id }) => String(id) === chosen);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (store.isPending) return;
    setIsMissing(account === undefined);
    if (account === undefined) {
      form.current?.querySelector("select")?.focus();
      return;
    }
    store.mutate(
      { accountId: account.id, token },
      {
        onSuccess: () => {
          toast.success(`The token of ${account.netid} was stored.`);
          onClose();
        },
      },
    );
  };
  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field
        label="Account"
        error={isMissing ? "Choose the account." : undefined}
        hint="Choose the account that you signed in with on the facility's page."
      >
        {(control) => (
          <NativeSelect
            value={chosen}
            onChange={(event) => {
              setChosen(event.target.value);
              setIsMissing(false);
            }}
            {...control}
          >
            <option value="">Choose an account</option>
            {accounts.map(({ id, netid }) => (
              <option key={id} value={id}>
                {netid}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {store.error && (
        <ErrorNotice
          title={unknownOutcome(store.error, "the token was stored") ?? "The token was not stored"}
          error={store.error}
        />
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline" aria-disabled={store.isPending}>
            Discard token
          </Button>
        </DialogClose>
        <BusyButton type="submit" busy={store.isPending}>
          Connect account
        </BusyButton>
      </DialogFooter>
    </form>
  );
}
