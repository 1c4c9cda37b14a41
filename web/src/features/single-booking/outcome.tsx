import { CircleCheck } from "lucide-react";
import { ErrorNotice } from "@/components/error-notice";
import { PageLink } from "@/components/page-link";
import { ApiError } from "@/lib/api/error";
import type { BookingForm } from "./booking-form-state";
import { fieldErrorsOf } from "./refusal";
import { firstField } from "./request";

/** What became of the last press of the button. The toast announces a success to screen readers. */
export function Outcome({ form: { mutation, isPending, retry } }: { form: BookingForm }) {
  const { data, error } = mutation;
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
  const mayPass = error instanceof ApiError && error.temporary;
  return (
    <ErrorNotice
      title={titleOf(error)}
      error={error}
      retrying={isPending}
      {...(mayPass && { onRetry: retry })}
    />
  );
}

function titleOf(error: Error): string {
  if (!(error instanceof ApiError)) return "The booking could not be made";
  if (error.code === "bridge_unreachable") return "The booking service cannot be reached";
  return error.temporary
    ? "No answer came back. Retry never books twice"
    : "The booking could not be made";
}
