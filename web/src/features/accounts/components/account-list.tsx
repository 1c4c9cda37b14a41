import { useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { Account } from "@/lib/api/types";
import { AccountCard, type AccountDialog } from "./account-card";
import { AccountGrid } from "./account-grid";
import { AccountTable } from "./account-table";

/** The largest number of accounts that are shown as cards. */
const maxCards = 12;

interface Props {
  accounts: readonly Account[];
  onOpen: (dialog: AccountDialog, account: Account) => void;
}

/** A few accounts as cards; many as a table, whose rows open an account's card. */
export function AccountList({ accounts, onOpen }: Props) {
  const [shownId, setShownId] = useState<number>();
  if (accounts.length <= maxCards) return <AccountGrid accounts={accounts} onOpen={onOpen} />;
  const shown = accounts.find(({ id }) => id === shownId);
  return (
    <>
      <AccountTable accounts={accounts} onShow={({ id }) => setShownId(id)} />
      <Dialog open={shown !== undefined} onOpenChange={() => setShownId(undefined)}>
        {shown && (
          <DialogContent title="Account" className="p-4!">
            <AccountCard account={shown} onOpen={(dialog) => onOpen(dialog, shown)} />
          </DialogContent>
        )}
      </Dialog>
    </>
  );
}
