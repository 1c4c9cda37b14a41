import { Clock } from "lucide-react";
import { ErrorNotice, useLastError } from "@/components/error-notice";
import { PageLink } from "@/components/page-link";
import { ApiError, isOutcomeUnknown } from "@/lib/api/error";
import type { Booking, CreateBookingResponse } from "@/lib/api/types";
import { errorTitle, fieldErrorsOf } from "../errors";
import { firstField } from "../request";
import type { BookingForm } from "../use-booking-form";
import { OpensAt } from "./opening";

/** The outcome of the last submit. The live region is in the page from the start, so that a success is announced. */
export function Outcome({ form: { facility, outcome, isPending, retry } }: { form: BookingForm }) {
  const error = useLastError(outcome.error, outcome.isPending);
  return (
    <>
      <div aria-live="polite" className="empty:sr-only">
        {outcome.data && <Queued {...outcome.data} timeZone={facility?.time_zone ?? "UTC"} />}
      </div>
      {error && !outcome.data && <Failed error={error} isPending={isPending} retry={retry} />}
    </>
  );
}

interface QueuedProps extends Pick<CreateBookingResponse, "message" | "bookings"> {
  timeZone: string;
}

/** The bookings are in the queue. Not in green, because the facility has confirmed nothing yet. */
function Queued({ message, bookings, timeZone }: QueuedProps) {
  const [first] = bookings;
  return (
    <div className="flex gap-2.5 rounded-lg bg-pending p-4 text-sm text-pending-foreground">
      <Clock aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex flex-col gap-1">
        <p className="font-medium">{message}</p>
        {first && <NextEvent booking={first} first={bookings.length > 1} timeZone={timeZone} />}
        <PageLink href="?tab=history" className="w-fit underline underline-offset-4">
          See it in History
        </PageLink>
      </div>
    </div>
  );
}

interface NextEventProps {
  booking: Booking;
  first: boolean;
  timeZone: string;
}

/** When the booking is attempted. Nothing without a facility, or where no attempt is planned. */
function NextEvent({ booking, first, timeZone }: NextEventProps) {
  const { opens_at: opensAt, next_attempt_at: next, created_at } = booking;
  if (opensAt === null || next === null) return null;
  if (opensAt <= created_at) return <p>It is attempted now. Its status shows when the facility has confirmed it.</p>;
  return (
    <p>
      <OpensAt at={opensAt} first={first} timeZone={timeZone} />
    </p>
  );
}

function Failed({ error, isPending, retry }: { error: Error } & Pick<BookingForm, "isPending" | "retry">) {
  // The field shows its own error.
  if (firstField(fieldErrorsOf(error))) return null;
  const isUnknown = isOutcomeUnknown(error);
  const canRetry = isUnknown || (error instanceof ApiError && error.temporary);
  return (
    <ErrorNotice
      title={isUnknown ? `${errorTitle(error)}. Retry never books twice` : errorTitle(error)}
      error={error}
      retrying={isPending}
      {...(canRetry && { onRetry: retry })}
    />
  );
}
