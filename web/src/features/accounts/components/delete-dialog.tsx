import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { BusyButton } from "@/components/ui/button";
import { accountsQuery } from "@/entities/accounts/accounts";
import { useCancelBooking } from "@/entities/bookings/change-booking";
import { useFacilityClock } from "@/entities/facility/facility";
import { isCancellable, When } from "@/entities/bookings/booking";
import { failureText } from "@/lib/api/error";
import type { Account, Booking } from "@/lib/api/types";
import { toast } from "@/lib/toast";
import { accountStatsQuery, openBookingsQuery, useDeleteAccount } from "../api/accounts";

interface Props {
  account: Account;
  onClose: () => void;
  /** Called after it closed. Its opener is gone with the account. */
  onDeleted: () => void;
}

export default function DeleteDialog({ account, onClose, onDeleted }: Props) {
  const [open, setOpen] = useState(true);
  const remove = useDeleteAccount(account);
  const today = useFacilityClock()?.today;
  // A deleted account has nothing left to ask for.
  const enabled = remove.isIdle || remove.isError;
  const { data: stats } = useQuery({ ...accountStatsQuery(account.id), enabled });
  const { data: held } = useQuery({ ...openBookingsQuery(account.id, today), enabled: enabled && today !== undefined });
  const { data: accounts } = useQuery(accountsQuery());
  // After a lost response the list shows whether the account was deleted.
  const gone = remove.isSuccess || accounts?.every(({ id }) => id !== account.id) === true;
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: ({ message }) => {
        toast.success(`${account.netid}: ${message}`);
        setOpen(false);
      },
    });
  const isHeld = held !== undefined && held.length > 0;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Delete ${account.netid}?`}
      description={isHeld ? heldText(held.length) : consequenceOf(stats?.total_bookings)}
      confirmLabel="Delete account"
      dismissLabel="Keep account"
      disabled={isHeld || held === undefined}
      busy={remove.isPending}
      error={remove.error ? failureText(remove.error, "the account was deleted") : undefined}
      onConfirm={confirm}
      {...(gone && {
        onCloseAutoFocus: (event: Event) => {
          event.preventDefault();
          onDeleted();
        },
      })}
    >
      {isHeld && <OpenBookings bookings={held} />}
    </ConfirmDialog>
  );
}

const maxNamed = 5;

/** The bookings that keep the account from being deleted, and a button that cancels them. */
function OpenBookings({ bookings }: { bookings: readonly Booking[] }): ReactNode {
  const now = useFacilityClock()?.now ?? 0;
  const cancel = useCancelBooking();
  const [isRunning, setRunning] = useState(false);
  const cancellable = bookings.filter((booking) => isCancellable(booking, now));
  const more = bookings.length - maxNamed;
  const cancelAll = async () => {
    setRunning(true);
    // The first refusal ends it: the dialog shows what is left.
    for (const booking of cancellable) await cancel.mutateAsync({ booking });
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <ul className="flex list-disc flex-col gap-1 pl-5 text-sm">
        {bookings.slice(0, maxNamed).map((booking) => (
          <li key={booking.id}>
            <When booking={booking} />
          </li>
        ))}
        {more > 0 && <li>{`${more} more`}</li>}
      </ul>
      {cancellable.length > 0 ? (
        <BusyButton
          variant="outline"
          busy={isRunning}
          onClick={() => void cancelAll().catch(() => undefined).finally(() => setRunning(false))}
        >
          {cancellable.length === 1 ? "Cancel this booking" : `Cancel these ${cancellable.length} bookings`}
        </BusyButton>
      ) : (
        <p className="text-sm text-muted-foreground">The slot has begun. Delete the account tomorrow.</p>
      )}
      {cancel.error && <p className="text-sm text-destructive">{failureText(cancel.error, "the bookings were cancelled")}</p>}
    </div>
  );
}

function heldText(count: number): string {
  const bookings = count === 1 ? "a booking that is" : `${count} bookings that are`;
  return `It has ${bookings} still open. An account can be deleted once nothing is open.`;
}

function consequenceOf(bookings: number | undefined): string {
  const archived = "Its password is erased. Add the same NetID again to restore it.";
  if (bookings === undefined) return "Checking its bookings…";
  if (bookings === 0) return "It has no bookings and is removed for good, with its password.";
  const kept = bookings === 1 ? "Its booking stays" : `Its ${bookings.toLocaleString()} bookings stay`;
  return `${kept} in History. ${archived}`;
}
