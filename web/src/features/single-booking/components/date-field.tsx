import { useQuery } from "@tanstack/react-query";
import { QueryError, useQueryError } from "@/components/error-notice";
import { Calendar } from "@/components/ui/calendar";
import { dotClasses } from "@/components/ui/calendar-days";
import { FieldSet } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { lastDay } from "@/entities/bookings/booking";
import type { PlainDate } from "@/lib/dates/plain-date";
import { heldDaysQuery } from "../api/day-queries";

interface Props {
  accountId: number | undefined;
  /** The facility's day, on which the calendar starts. */
  today: PlainDate | undefined;
  date: PlainDate | undefined;
  error: string | undefined;
  onChange: (date: PlainDate) => void;
}

export function DateField({ accountId, today, date, error, onChange }: Props) {
  const held = useQuery(heldDaysQuery(accountId, today));
  const heldError = useQueryError(held);
  return (
    <div data-field="date" className="w-full md:max-w-[21rem]">
      <FieldSet legend="Date" error={error}>
        {today === undefined ? (
          <Skeleton className="h-[11.5rem] w-full" />
        ) : (
          <Calendar
            today={today}
            first={today}
            last={lastDay}
            selected={date}
            onSelect={onChange}
            noteOn={(day) => bookingsText(held.data?.get(day))}
          />
        )}
        {heldError && !held.data ? (
          <QueryError title="Days with bookings could not be loaded" error={heldError} query={held} />
        ) : (
          <p className="flex items-center gap-2 text-sm text-muted-foreground">
            <span aria-hidden className={dotClasses} />
            Days the account has bookings on
          </p>
        )}
      </FieldSet>
    </div>
  );
}

function bookingsText(held: number | undefined): string | undefined {
  if (held === undefined) return undefined;
  return held === 1 ? "1 booking" : `${held} bookings`;
}
