import { type RetryableQuery, useQueryError } from "@/components/error-notice";
import { BusyButton } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardTitle } from "@/components/ui/card";
import { FieldError } from "@/components/ui/field";
import { failureText, messageOf } from "@/lib/api/error";
import type { Plan } from "@/lib/api/types";
import { PlanTimeline } from "./plan-timeline";

interface Props {
  preview: RetryableQuery & { readonly data: Plan | undefined };
  /** The values that the form still needs. */
  missing: string | undefined;
  isSubmitted: boolean;
  timeZone: string;
  create: { readonly isPending: boolean; readonly error: Error | null };
}

/** The preview of the plan, and the button that makes it. */
export function PlanPreview({ preview, missing, isSubmitted, timeZone, create }: Props) {
  const error = useQueryError(preview);
  return (
    <Card aria-label="Preview" aria-busy={preview.isFetching} className="lg:sticky lg:top-24">
      <CardContent className="flex flex-col gap-4">
        <CardTitle>Preview</CardTitle>
        <Body missing={missing} error={error} plan={preview.data} timeZone={timeZone} />
        {/* Says what changed to those who do not see it. The list of slots would be too long. */}
        <p role="status" className="sr-only">{missing === undefined && !error ? preview.data?.why : ""}</p>
        <FieldError>{isSubmitted ? missing : undefined}</FieldError>
        <FieldError>{create.error ? failureText(create.error, "the plan was made") : undefined}</FieldError>
      </CardContent>
      <CardFooter>
        <BusyButton type="submit" size="large" className="w-full" busy={create.isPending}>
          Schedule
        </BusyButton>
      </CardFooter>
    </Card>
  );
}

interface BodyProps {
  missing: string | undefined;
  error: Error | null;
  plan: Plan | undefined;
  timeZone: string;
}

function Body({ missing, error, plan, timeZone }: BodyProps) {
  if (missing !== undefined) {
    return <p className="text-sm text-muted-foreground">Choose a date and accounts to see what the plan would do.</p>;
  }
  if (error) return <p className="text-sm text-destructive">{messageOf(error)}</p>;
  return plan ? <PlanTimeline plan={plan} timeZone={timeZone} /> : null;
}
