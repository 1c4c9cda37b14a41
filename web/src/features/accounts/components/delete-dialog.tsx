import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { accountsQuery } from "@/entities/accounts/accounts";
import type { Account } from "@/lib/api/types";
import { accountStatsQuery, deleteFailure, useDeleteAccount } from "../api/accounts";

interface Props {
  account: Account;
  onClose: () => void;
  /** Once it is closed: what opened it went with the account. */
  onDeleted: () => void;
}

export default function DeleteDialog({ account, onClose, onDeleted }: Props) {
  const [open, setOpen] = useState(true);
  const { data: stats } = useQuery(accountStatsQuery(account.id));
  const { data: accounts } = useQuery(accountsQuery());
  const remove = useDeleteAccount(account);
  // After a lost answer the list may say what the answer did not.
  const gone = remove.isSuccess || accounts?.every(({ id }) => id !== account.id) === true;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Delete ${account.netid}?`}
      description={consequenceOf(stats?.total_bookings)}
      confirmLabel="Delete account"
      dismissLabel="Keep account"
      busy={remove.isPending}
      error={remove.error ? deleteFailure(remove.error) : undefined}
      onConfirm={() => remove.mutate(undefined, { onSuccess: () => setOpen(false) })}
      {...(gone && {
        onCloseAutoFocus: (event: Event) => {
          event.preventDefault();
          onDeleted();
        },
      })}
    />
  );
}

function consequenceOf(bookings: number | undefined): string {
  const archived =
    "It leaves every list and its password is erased. Adding the same NetID again brings it back.";
  if (bookings === undefined) {
    return `Without bookings it is removed for good. With bookings it is archived: they stay in History. ${archived}`;
  }
  if (bookings === 0) return "It has no bookings and is removed for good, with its password.";
  const kept = bookings === 1 ? "Its booking stays" : `Its ${bookings} bookings stay`;
  return `${kept} in History. ${archived}`;
}
