"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, UsersRound } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { DialogLoading } from "@/components/dialog-loading";
import { ListState } from "@/components/list-state";
import { DialogBoundary } from "@/components/load-boundary";
import { PageHeading } from "@/components/page-heading";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import type { Account } from "@/lib/api/types";
import { accountsQuery } from "@/entities/accounts/accounts";
import { setAccountInUse } from "@/entities/accounts/account-in-use";
import { AccountGrid } from "./components/account-grid";
import { AccountsSkeleton } from "./components/account-grid";

const loading = () => <DialogLoading />;

// Dialogs come when they are first asked for, each in a boundary of its own: the page keeps its focus.
const AddAccountDialog = dynamic(() => import("./components/add-account-dialog"), { loading, ssr: false });
const DeleteDialog = dynamic(() => import("./components/delete-dialog"), { loading, ssr: false });
const PasswordDialog = dynamic(() => import("./components/password-dialog"), { loading, ssr: false });

type OpenDialog = { kind: "add" } | { kind: "password" | "delete"; account: Account };

export default function AccountsTab() {
  const query = useQuery(accountsQuery());
  const addButton = useRef<HTMLButtonElement>(null);
  const [dialog, setDialog] = useState<OpenDialog>();
  const close = () => setDialog(undefined);
  const added = (account: Account) => {
    close();
    // Of one account only one can be meant.
    if (query.data?.length === 0) setAccountInUse(account.id);
  };
  return (
    <>
      <PageHeading
        title="Accounts"
        actions={
          <Button ref={addButton} onClick={() => setDialog({ kind: "add" })}>
            <Plus aria-hidden />
            Add account
          </Button>
        }
      >
        Who bookings are made for. The account in use is the one that every tab works with.
      </PageHeading>
      <ListState
        query={query}
        name="accounts"
        isEmpty={(accounts) => accounts.length === 0}
        empty={<NoAccounts />}
        skeleton={<AccountsSkeleton />}
      >
        {(accounts) => (
          <AccountGrid
            accounts={accounts}
            onChangePassword={(account) => setDialog({ kind: "password", account })}
            onDelete={(account) => setDialog({ kind: "delete", account })}
          />
        )}
      </ListState>
      {dialog && (
        <DialogBoundary open onClose={close}>
          {dialog.kind === "add" && <AddAccountDialog onClose={close} onAdded={added} />}
          {dialog.kind === "password" && <PasswordDialog account={dialog.account} onClose={close} />}
          {dialog.kind === "delete" && (
            <DeleteDialog
              account={dialog.account}
              onClose={close}
              onDeleted={() => {
                close();
                addButton.current?.focus();
              }}
            />
          )}
        </DialogBoundary>
      )}
    </>
  );
}

function NoAccounts() {
  return (
    <Card>
      <Empty icon={UsersRound} title="No accounts yet">
        Add the first one: its NetID is enough. Then book for it in Single Booking.
      </Empty>
    </Card>
  );
}
