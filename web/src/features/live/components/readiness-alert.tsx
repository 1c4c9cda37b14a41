"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { LocalMoment } from "@/components/local-date";
import { PageLink } from "@/components/page-link";
import { engineQuery } from "@/entities/facility/engine";

/** The accounts that are not ready for the next opening, each with its problems. Nothing where all are ready. */
export function ReadinessAlert({ timeZone }: { timeZone: string }) {
  const { data: engine } = useQuery(engineQuery());
  const readiness = engine?.readiness ?? [];
  return (
    // Present from the start, so that screen readers tell what appears in it.
    <div role="alert" className="empty:hidden mb-5 flex flex-col gap-3 rounded-lg bg-failed p-4 text-sm text-failed-foreground sm:p-5">
      {readiness.map(({ opens_at, account_id, netid, problems }) => (
        <div key={`${opens_at} ${account_id}`} className="flex gap-3">
          <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
          <div className="flex flex-col gap-1 wrap-anywhere">
            <p className="font-medium">
              {`${netid} is not ready for the opening at `}
              <LocalMoment at={opens_at} timeZone={timeZone} format="opening" />
            </p>
            {problems.map(({ code, message }) => (
              <p key={code}>{message}</p>
            ))}
            <PageLink href="?tab=accounts" className="w-fit underline underline-offset-4">
              {`Open ${netid} in Accounts`}
            </PageLink>
          </div>
        </div>
      ))}
    </div>
  );
}
