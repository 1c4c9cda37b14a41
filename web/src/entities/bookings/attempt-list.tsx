"use client";

import { LocalMoment } from "@/components/local-date";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ListState } from "@/components/list-state";
import { Badge } from "@/components/ui/badge";
import { BusyButton } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Attempt } from "@/lib/api/types";
import { attemptName, latenessWords, outcomeWords, toneOf } from "./attempt-words";
import { attemptsQuery } from "./booking-queries";

interface Props {
  bookingId: number;
  timeZone: string;
  refetchInterval: number | false;
}

/** A booking's attempts, newest first. */
export function AttemptList({ bookingId, timeZone, refetchInterval }: Props) {
  const query = useInfiniteQuery({ ...attemptsQuery(bookingId), refetchInterval });
  const list = useRef<HTMLOListElement>(null);
  const shownBefore = useRef<number>(null);
  const count = query.data?.length ?? 0;
  useEffect(() => {
    const added = shownBefore.current === null ? undefined : list.current?.children[shownBefore.current];
    if (!(added instanceof HTMLElement)) return;
    shownBefore.current = null;
    // The button is gone after the last page.
    added.focus();
  }, [count]);
  return (
    <section className="flex flex-col gap-4 border-t pt-5">
      <h3 className="font-semibold">Attempts</h3>
      <ListState
        query={query}
        name="attempts"
        isEmpty={(attempts) => attempts.length === 0}
        empty={<p className="text-sm text-muted-foreground">No attempts yet</p>}
        skeleton={<SkeletonRows rows={2} />}
      >
        {(attempts) => (
          <ol ref={list} aria-label="Attempts" className="flex flex-col divide-y">
            {attempts.map((attempt) => (
              <AttemptItem key={attempt.id} attempt={attempt} timeZone={timeZone} />
            ))}
          </ol>
        )}
      </ListState>
      {query.hasNextPage && (
        <BusyButton
          variant="outline"
          size="small"
          className="self-center"
          busy={query.isFetchingNextPage}
          onClick={() => {
            shownBefore.current = count;
            void query.fetchNextPage();
          }}
        >
          Show more attempts
        </BusyButton>
      )}
    </section>
  );
}

function AttemptItem({ attempt, timeZone }: { attempt: Attempt; timeZone: string }) {
  const { due_at, sent_at, lateness_ms, message, status_code, outcome } = attempt;
  const lateness = latenessWords(lateness_ms);
  return (
    <li tabIndex={-1} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm">
        <span className="font-medium">{attemptName(attempt)}</span>
        <Badge variant={toneOf(outcome)}>{outcomeWords(attempt)}</Badge>
      </p>
      {message !== null && <p className="text-sm wrap-anywhere">{message}</p>}
      <p className="flex flex-wrap gap-x-2 text-xs text-muted-foreground">
        <span>
          <span>{sent_at === null ? "Due " : "Sent "}</span>
          <time dateTime={sent_at ?? due_at}>
            <LocalMoment at={sent_at ?? due_at} timeZone={timeZone} format="instant" />
          </time>
        </span>
        {lateness !== undefined && <span>{lateness}</span>}
        {status_code !== null && <span>HTTP {status_code}</span>}
      </p>
    </li>
  );
}
