import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { accountsQuery } from "@/entities/accounts/accounts";
import { failureText } from "@/lib/api/error";
import type { Account } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { accountStatsQuery, useDeleteAccount } from "../api/accounts";

interface Props {
  account: Account;
  onClose: () => void;
  /** Called after it closed. Its opener is gone with the account. */
  onDeleted: () => void;
}

export default function DeleteDialog({ account, onClose, onDeleted }: Props) {
  const [open, setOpen] = useState(true);
  const { data: stats } = useQuery(accountStatsQuery(account.id));
  const { data: accounts } = useQuery(accountsQuery());
  const remove = useDeleteAccount(account);
  // After a lost response the list shows whether the account was deleted.
  const gone = remove.isSuccess || accounts?.every(({ id }) => id !== account.id) === true;
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: ({ message }) => {
        toast.success(`${account.netid}: ${message}`);
        setOpen(false);
      },
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Delete ${account.netid}?`}
      description={consequenceOf(stats?.total_bookings)}
      confirmLabel="Delete account"
      dismissLabel="Keep account"
      busy={remove.isPending}
      error={remove.error ? failureText(remove.error, "the account was deleted") : undefined}
      onConfirm={confirm}
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
    "It disappears from every list and its password is erased. Add the same NetID again to restore it.";
  if (bookings === undefined) {
    return `Without bookings it is removed permanently. With bookings it is archived, and they stay in History. ${archived}`;
  }
  if (bookings === 0) return "It has no bookings and is removed permanently, with its password.";
  const kept = bookings === 1 ? "Its booking stays" : `Its ${bookings} bookings stay`;
  return `${kept} in History. ${archived}`;
}
