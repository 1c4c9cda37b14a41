import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/api/error";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import type { Account } from "@/lib/api/types";
import { accountStatsQuery } from "./account-stats-query";
import { useDeleteAccount } from "./delete-account";

interface Props {
  account: Account;
  onClose: () => void;
  /** Once it is closed: what opened it went with the account. */
  onDeleted: () => void;
}

export default function DeleteDialog({ account, onClose, onDeleted }: Props) {
  const [open, setOpen] = useState(true);
  const { data: stats } = useQuery(accountStatsQuery(account.id));
  const remove = useDeleteAccount(account);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Delete ${account.netid}?`}
      description={consequenceOf(stats?.total_bookings)}
      confirmLabel="Delete account"
      dismissLabel="Keep account"
      busy={remove.isPending}
      error={remove.error ? messageOf(remove.error) : undefined}
      onConfirm={() => remove.mutate(undefined, { onSuccess: () => setOpen(false) })}
      {...(remove.isSuccess && {
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
