"use client";

import { LocalMoment } from "@/components/local-date";
import { useQuery } from "@tanstack/react-query";
import { CirclePause, Hourglass, type LucideIcon, Zap } from "lucide-react";
import { Countdown } from "@/components/countdown";
import { ErrorNotice, QueryError, useQueryError } from "@/components/error-notice";
import { PageLink } from "@/components/page-link";
import { BusyButton } from "@/components/ui/button";
import { useRestoreFocus } from "@/components/ui/focus";
import { Skeleton } from "@/components/ui/skeleton";
import { type FacilityClock, useFacilityClock } from "@/entities/facility/facility";
import { unknownOutcome } from "@/lib/api/error";
import type { Booking, Explanation } from "@/lib/api/types";
import { explanationQuery, useAttemptNow } from "./booking-queries";

interface Props {
  booking: Booking;
  refetchInterval: number | false;
}

/** The next step of a booking, why it waits, and "Try now". */
export function NextStep({ booking, refetchInterval }: Props) {
  const query = useQuery({ ...explanationQuery(booking.id), refetchInterval });
  const error = useQueryError(query);
  const clock = useFacilityClock();
  const explanation = query.data;
  const isPending = booking.status === "pending";
  // A settled booking has a next step only until its place is given back.
  if (!isPending && (explanation === undefined || explanation.verdict === "done")) return null;
  return (
    <section aria-label="Next step" className="flex flex-col gap-3 rounded-lg bg-muted p-4">
      <div aria-live="polite" className="flex flex-col gap-2">
        {explanation && clock && <Verdict explanation={explanation} clock={clock} />}
      </div>
      {!explanation && !error && <Skeleton className="h-10 w-full" />}
      {error && <QueryError title="The next step could not be loaded" error={error} query={query} />}
      {isPending && explanation?.verdict !== "blocked" && <TryNow booking={booking} />}
    </section>
  );
}

const verdicts: Readonly<Record<Explanation["verdict"], { readonly icon: LucideIcon; readonly words: string }>> = {
  waits: { icon: Hourglass, words: "Waiting" },
  attempts: { icon: Zap, words: "Trying now" },
  blocked: { icon: CirclePause, words: "On hold" },
  done: { icon: Hourglass, words: "Nothing left to do" },
};

/** The reasons that only a person can remove, on the Accounts tab. */
const accountReasons: readonly string[] = ["account_inactive", "automation_off", "sign_in_needed"];

function Verdict({ explanation, clock }: { explanation: Explanation; clock: FacilityClock }) {
  const { verdict, at, reasons } = explanation;
  const { icon: Icon, words } = verdicts[verdict];
  return (
    <>
      <p className="flex items-start gap-2 font-medium">
        <Icon aria-hidden className="mt-1 size-4 shrink-0" />
        <span>
          <span>{reasons.some(({ code }) => code === "waiting_list") ? "On the waiting list" : words}</span>
          {verdict === "waits" && at !== null && <Until at={at} clock={clock} />}
        </span>
      </p>
      <ul className="flex flex-col gap-1 pl-6 text-sm text-muted-foreground">
        {reasons.map(({ code, message }) => (
          <li key={code}>{code === "opens" ? "It is attempted the moment the slot opens." : message}</li>
        ))}
      </ul>
      {reasons.some(({ code }) => accountReasons.includes(code)) && (
        <PageLink href="?tab=accounts" className="ml-6 w-fit text-sm underline underline-offset-4">
          Go to Accounts
        </PageLink>
      )}
    </>
  );
}

function Until({ at, clock }: { at: string; clock: FacilityClock }) {
  return (
    <>
      <span> until </span>
      <LocalMoment at={at} timeZone={clock.timeZone} format="opening" />
      {/* Read out once with its date, not each second. */}
      <span aria-hidden>
        <span> · </span>
        <Countdown until={at} ahead={clock.ahead} />
      </span>
    </>
  );
}

function TryNow({ booking }: { booking: Booking }) {
  const attempt = useAttemptNow(booking.id);
  return (
    // A step that is blocked removes the button.
    <div ref={useRestoreFocus()} className="flex flex-col gap-3">
      <BusyButton
        variant="outline"
        size="small"
        className="w-fit"
        busy={attempt.isPending}
        onClick={() => attempt.mutate()}
      >
        Try now
      </BusyButton>
      {attempt.error && (
        <ErrorNotice
          title={unknownOutcome(attempt.error, "an attempt was asked for") ?? "No attempt was made"}
          error={attempt.error}
        />
      )}
    </div>
  );
}
