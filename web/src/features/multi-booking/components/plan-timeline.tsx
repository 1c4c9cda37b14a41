import { Clock } from "lucide-react";
import { LocalMoment } from "@/components/local-date";
import { Badge } from "@/components/ui/badge";
import { type AccountName, useAccountNames } from "@/entities/accounts/accounts";
import { BookingLink } from "@/entities/bookings/booking-link";
import type { Plan, PlanPart, PlanRun } from "@/lib/api/types";
import { formatTime } from "@/lib/format";

const stateWords: Readonly<Record<PlanPart["state"], string>> = {
  booked: "Booked",
  pending: "Waits for its opening",
  new: "Is asked for",
  waits: "Waits until the account is free",
  gives_up: "Gets the account at its opening",
};

/** The steps of a plan: who asks for what and when, what follows if it fails, and why nothing better is possible. */
export function PlanTimeline({ plan, timeZone }: { plan: Plan; timeZone: string }) {
  const nameOf = useAccountNames();
  const parts = [...plan.aim].sort((one, other) => Date.parse(one.opens_at) - Date.parse(other.opens_at));
  return (
    <div className="flex flex-col gap-5">
      <p className="font-medium">{plan.why}</p>
      {parts.length > 0 && (
        <ol className="flex flex-col gap-3 border-l-2 pl-4">
          {parts.map((part) => (
            <TimelinePart key={`${part.location} ${part.time_slot}`} part={part} nameOf={nameOf} timeZone={timeZone} />
          ))}
        </ol>
      )}
      {plan.fallbacks.length > 0 && (
        <section className="flex flex-col gap-2">
          <h3 className="text-sm font-semibold">If that is lost</h3>
          <ol className="list-decimal pl-5 text-sm text-muted-foreground">
            {plan.fallbacks.map((run) => (
              <li key={runText(run)}>{runText(run)}</li>
            ))}
          </ol>
        </section>
      )}
      {plan.obstacles.length > 0 && (
        <section className="flex flex-col gap-2">
          <h3 className="text-sm font-semibold">Why nothing better</h3>
          <ul className="list-disc pl-5 text-sm text-muted-foreground">
            {plan.obstacles.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface PartProps {
  part: PlanPart;
  nameOf: AccountName;
  timeZone: string;
}

function TimelinePart({ part, nameOf, timeZone }: PartProps) {
  const place = placeText(part);
  return (
    <li className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-display text-lg font-semibold">{formatTime(part.time_slot)}</span>
        <span className="font-medium">{place}</span>
        <span className="text-muted-foreground">{nameOf(part.account_id)}</span>
        <Badge variant={part.state === "booked" ? "confirmed" : "pending"}>{stateWords[part.state]}</Badge>
      </span>
      <span className="flex items-center gap-1.5 text-sm text-muted-foreground">
        <Clock aria-hidden className="size-4 shrink-0" />
        <span>
          <span>{part.state === "booked" ? "Opened " : "Opens "}</span>
          <LocalMoment at={part.opens_at} timeZone={timeZone} format="opening" />
        </span>
        {part.booking_id !== null && (
          <BookingLink bookingId={part.booking_id} className="font-medium text-primary">
            Details<span className="sr-only">{` of ${place} at ${formatTime(part.time_slot)}`}</span>
          </BookingLink>
        )}
      </span>
    </li>
  );
}

/** `X1 A`, or `X1` for any half. */
export function placeText({ location, sub_location }: Pick<PlanRun, "location" | "sub_location">): string {
  return sub_location === null ? location : `${location} ${sub_location}`;
}

function runText(run: PlanRun): string {
  return `${placeText(run)}, ${run.hours} ${run.hours === 1 ? "hour" : "hours"} from ${formatTime(run.time_slot)}`;
}
