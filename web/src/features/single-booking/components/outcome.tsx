import { CircleCheck } from "lucide-react";
import { ErrorNotice, useLastError } from "@/components/error-notice";
import { PageLink } from "@/components/page-link";
import { ApiError, isOutcomeUnknown } from "@/lib/api/error";
import { errorTitle, fieldErrorsOf } from "../errors";
import { firstField } from "../request";
import type { BookingForm } from "../use-booking-form";

/** The outcome of the last submit. The live region is in the page from the start, so that a success is announced. */
export function Outcome({ form: { outcome, isPending, retry } }: { form: BookingForm }) {
  const error = useLastError(outcome.error, outcome.isPending);
  return (
    <>
      <div aria-live="polite" className="empty:sr-only">
        {outcome.data && <Booked message={outcome.data.message} />}
      </div>
      {error && !outcome.data && <Failed error={error} isPending={isPending} retry={retry} />}
    </>
  );
}

function Booked({ message }: { message: string }) {
  return (
    <div className="flex gap-2.5 rounded-lg bg-confirmed p-4 text-sm text-confirmed-foreground">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex flex-col gap-1">
        <p className="font-medium">{message}</p>
        <PageLink href="?tab=history" className="w-fit underline underline-offset-4">
          See it in History
        </PageLink>
      </div>
    </div>
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
