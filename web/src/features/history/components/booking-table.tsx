import { LocalDate } from "@/components/local-date";
import { Card } from "@/components/ui/card";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { AccountName } from "@/entities/accounts/accounts";
import { placeOf } from "@/entities/bookings/booking";
import { BookingLink } from "@/entities/bookings/booking-link";
import { CancelButton } from "@/entities/bookings/cancel-button";
import { NextAttempt } from "@/entities/bookings/next-attempt";
import { StatusBadge } from "@/entities/bookings/status-badge";
import { useFacilityClock } from "@/entities/facility/facility";
import type { Booking } from "@/lib/api/types";
import { formatTime } from "@/lib/format";

export interface ListProps {
  readonly bookings: readonly Booking[];
  /** Null for a list of one account, which shows no names. */
  readonly nameOf: AccountName | null;
  readonly onCancel: (booking: Booking) => void;
}

/** A booking's error message, its reference, or when it is attempted. */
export function OutcomeText({ booking }: { booking: Booking }) {
  if (booking.status === "pending") return <NextAttempt booking={booking} />;
  return <span>{booking.error_message ?? booking.booking_reference ?? ""}</span>;
}

/** Tells a past booking from an upcoming one. */
export function PastMark({ booking }: { booking: Booking }) {
  const clock = useFacilityClock();
  if (!clock || clock.now < Date.parse(booking.starts_at)) return null;
  return <span className="ml-2 text-xs text-muted-foreground">past</span>;
}

export function BookingTable({ bookings, nameOf, onCancel }: ListProps) {
  return (
    <Card className="overflow-hidden">
      <Table label="Bookings" className="[&_td:first-child]:pl-5 [&_td:last-child]:pr-3 [&_th:first-child]:pl-5">
        <thead className="border-b bg-muted/60">
          <tr>
            <TableHead>Date</TableHead>
            <TableHead>Time</TableHead>
            <TableHead>Location</TableHead>
            {nameOf && <TableHead>Account</TableHead>}
            <TableHead>Status</TableHead>
            <TableHead>Next step or outcome</TableHead>
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {bookings.map((booking) => (
            <Row key={booking.id} booking={booking} nameOf={nameOf} onCancel={onCancel} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

interface RowProps extends Omit<ListProps, "bookings"> {
  booking: Booking;
}

function Row({ booking, nameOf, onCancel }: RowProps) {
  return (
    <TableRow className="relative h-13 hover:bg-accent/50">
      <TableCell className="whitespace-nowrap">
        <BookingLink
          bookingId={booking.id}
          // The link covers the row, so that a click anywhere opens the booking.
          className="font-medium outline-offset-[-3px] after:absolute after:inset-0"
        >
          <LocalDate date={booking.booking_date} />
          <span className="sr-only">{`, ${formatTime(booking.time_slot)}, ${placeOf(booking)}: details`}</span>
        </BookingLink>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <span>{formatTime(booking.time_slot)}</span>
        <PastMark booking={booking} />
      </TableCell>
      <TableCell className="whitespace-nowrap">{placeOf(booking)}</TableCell>
      {nameOf && (
        <TableCell className="max-w-40 truncate">{nameOf(booking.account_id)}</TableCell>
      )}
      <TableCell className="*:align-middle">
        <StatusBadge status={booking.status} />
      </TableCell>
      <TableCell className="w-full max-w-0 truncate text-muted-foreground">
        <OutcomeText booking={booking} />
      </TableCell>
      <TableCell className="text-right">
        <CancelButton booking={booking} onCancel={onCancel} />
      </TableCell>
    </TableRow>
  );
}
