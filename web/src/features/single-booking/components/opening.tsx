import { LocalMoment } from "@/components/local-date";
import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import type { ReactNode } from "react";
import { useConnection } from "@/entities/facility/engine";
import type { Explanation } from "@/lib/api/types";
import { draftExplanationQuery } from "../api/explain-draft";
import type { BookingForm } from "../use-booking-form";

/** When the draft's first slot opens, or why it would not be booked. Nothing without a facility. */
export function Opening({ form }: { form: BookingForm }) {
  const { account, draft, facility } = form;
  const connection = useConnection();
  const explanation = useQuery({
    ...draftExplanationQuery(account?.id, draft),
    ...(connection === undefined && { enabled: false }),
  });
  if (!connection || !facility) return null;
  return (
    <div aria-live="polite" className="empty:sr-only">
      {explanation.data && (
        <p className="flex items-start gap-2 rounded-lg bg-muted p-3 text-sm">
          <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            <Words explanation={explanation.data} slots={draft.slots.length} timeZone={facility.time_zone} />
          </span>
        </p>
      )}
    </div>
  );
}

interface WordsProps {
  explanation: Explanation;
  slots: number;
  timeZone: string;
}

function Words({ explanation: { verdict, at, reasons }, slots, timeZone }: WordsProps): ReactNode {
  if (verdict === "attempts") return "Open now. An attempt is made as soon as you start.";
  if (verdict !== "waits" || at === null) return reasons.map(({ message }) => message).join(" ");
  return <OpensAt at={at} first={slots > 1} timeZone={timeZone} />;
}

interface OpensAtProps {
  at: string;
  /** Whether more slots open after it. */
  first: boolean;
  timeZone: string;
}

export function OpensAt({ at, first, timeZone }: OpensAtProps) {
  return (
    <>
      <span>{first ? "The first slot opens on " : "Opens on "}</span>
      <strong className="font-medium"><LocalMoment at={at} timeZone={timeZone} format="opening" /></strong>
      <span> – booked automatically at that moment.</span>
    </>
  );
}
