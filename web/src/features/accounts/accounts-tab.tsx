"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell, Plus, UsersRound } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { ListState } from "@/components/list-state";
import { PageHeading } from "@/components/page-heading";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { setAccountInUse } from "@/entities/accounts/account-in-use";
import { accountsQuery } from "@/entities/accounts/accounts";
import type { Account } from "@/lib/api/types";
import { tabDescriptions } from "@/lib/tab-descriptions";
import type { AccountDialog } from "./components/account-card";
import { AccountsSkeleton } from "./components/account-grid";
import { AccountList } from "./components/account-list";

// Loaded when first opened: a page that only shows its list does without the code of the dialogs.
const AddAccountDialog = dynamic(() => import("./components/add-account-dialog"), { ssr: false });
const CalendarDialog = dynamic(() => import("./components/calendar-dialog"), { ssr: false });
const ConnectDialog = dynamic(() => import("./components/connect-dialog"), { ssr: false });
const DeleteDialog = dynamic(() => import("./components/delete-dialog"), { ssr: false });
const LogDialog = dynamic(() => import("./components/log-dialog"), { ssr: false });
const NoticesDialog = dynamic(() => import("./components/notices-dialog"), { ssr: false });
const NotifyDialog = dynamic(() => import("./components/notify-dialog"), { ssr: false });
const PasswordDialog = dynamic(() => import("./components/password-dialog"), { ssr: false });

type OpenDialog = { kind: "add" | "notices" } | { kind: AccountDialog; account: Account };

export default function AccountsTab() {
  const query = useQuery(accountsQuery());
  const addButton = useRef<HTMLButtonElement>(null);
  const [dialog, setDialog] = useState<OpenDialog>();
  const close = () => setDialog(undefined);
  const added = (account: Account) => {
    close();
    // The first account is the one to use.
    if (query.data?.length === 0) setAccountInUse(account.id);
  };
  return (
    <>
      <PageHeading
        title="Accounts"
        actions={
          <div className="flex flex-wrap gap-2">
            <Button variant="outline" onClick={() => setDialog({ kind: "notices" })}>
              <Bell aria-hidden />
              <span>Notices</span>
            </Button>
            <Button ref={addButton} onClick={() => setDialog({ kind: "add" })}>
              <Plus aria-hidden />
              <span>Add account</span>
            </Button>
          </div>
        }
      >
        {tabDescriptions.accounts}
      </PageHeading>
      <ListState
        query={query}
        name="accounts"
        isEmpty={(accounts) => accounts.length === 0}
        empty={<NoAccounts />}
        skeleton={<AccountsSkeleton />}
      >
        {(accounts) => (
          <AccountList accounts={accounts} onOpen={(kind, account) => setDialog({ kind, account })} />
        )}
      </ListState>
      {dialog?.kind === "add" && <AddAccountDialog onClose={close} onAdded={added} />}
      {dialog?.kind === "notices" && <NoticesDialog accounts={query.data ?? []} onClose={close} />}
      {dialog?.kind === "notify" && <NotifyDialog account={dialog.account} onClose={close} />}
      {dialog?.kind === "calendar" && <CalendarDialog account={dialog.account} onClose={close} />}
      {dialog?.kind === "connect" && <ConnectDialog account={dialog.account} onClose={close} />}
      {dialog?.kind === "log" && <LogDialog account={dialog.account} onClose={close} />}
      {dialog?.kind === "password" && <PasswordDialog account={dialog.account} onClose={close} />}
      {dialog?.kind === "delete" && (
        <DeleteDialog
          account={dialog.account}
          onClose={close}
          onDeleted={() => {
            close();
            addButton.current?.focus();
          }}
        />
      )}
    </>
  );
}

function NoAccounts() {
  return (
    <Card>
      <Empty icon={UsersRound} title="No accounts yet">
        Add the first one with its NetID. Then make a booking in Single Booking.
      </Empty>
    </Card>
  );
}
