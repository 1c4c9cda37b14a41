import { CircleCheck } from "lucide-react";
import { ErrorNotice, useLastError } from "@/components/error-notice";
import { PageLink } from "@/components/page-link";
import { ApiError, isOutcomeUnknown } from "@/lib/api/error";
import { fieldErrorsOf, titleOf } from "../errors";
import { firstField } from "../request";
import type { BookingForm } from "../use-booking-form";

/** What became of the last press of the button. A success is announced to screen readers beside. */
export function Outcome({ form: { outcome, isPending, retry } }: { form: BookingForm }) {
  const { data } = outcome;
  const error = useLastError(outcome.error, outcome.isPending);
  if (data) {
    return (
      <div className="flex gap-2.5 rounded-lg bg-confirmed p-4 text-sm text-confirmed-foreground">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
        <div className="flex flex-col gap-1">
          <p className="font-medium">{data.message}</p>
          <PageLink href="?tab=history" className="w-fit underline underline-offset-4">
            See it in History
          </PageLink>
        </div>
      </div>
    );
  }
  // A problem with a field is said there.
  if (!error || firstField(fieldErrorsOf(error))) return null;
  const undecided = isOutcomeUnknown(error);
  const mayPass = undecided || (error instanceof ApiError && error.temporary);
  return (
    <ErrorNotice
      title={undecided ? `${titleOf(error)}. Retry never books twice` : titleOf(error)}
      error={error}
      retrying={isPending}
      {...(mayPass && { onRetry: retry })}
    />
  );
}
