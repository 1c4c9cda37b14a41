import { useQuery } from "@tanstack/react-query";
import { Calendar } from "@/components/ui/calendar";
import { FieldSet } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDate } from "@/lib/dates/format";
import { fromLocalDate, type PlainDate, toLocalDate } from "@/lib/dates/plain-date";
import { heldDaysQuery } from "./held-days-query";

const lastDate: PlainDate = "2100-12-31";

interface Props {
  accountId: number | undefined;
  /** The facility's; the calendar starts there. */
  today: PlainDate | undefined;
  date: PlainDate | undefined;
  error: string | undefined;
  onChange: (date: PlainDate | undefined) => void;
}

export function DateField({ accountId, today, date, error, onChange }: Props) {
  const { data: heldDays } = useQuery(heldDaysQuery(accountId, today));
  const held = (day: Date) => heldDays?.get(fromLocalDate(day)) ?? 0;
  return (
    <div data-field="date" className="w-fit">
      <FieldSet legend="Date" error={error}>
        {today === undefined ? (
          <Skeleton className="h-[19.5rem] w-[17.5rem]" />
        ) : (
          <Calendar
            mode="single"
            selected={date === undefined ? undefined : toLocalDate(date)}
            onSelect={(day) => onChange(day && fromLocalDate(day))}
            today={toLocalDate(today)}
            startMonth={toLocalDate(today)}
            endMonth={toLocalDate(lastDate)}
            disabled={{ before: toLocalDate(today) }}
            modifiers={{ booked: (day) => held(day) > 0 }}
            formatters={formatters}
            labels={{
              labelGrid: (month) => formatDate(fromLocalDate(month), "month"),
              labelDayButton: (day, { today: isToday }) => dayLabel(day, isToday === true, held(day)),
            }}
          />
        )}
        <p className="flex items-center gap-2 text-sm text-muted-foreground">
          <span aria-hidden className="size-1.5 rounded-full bg-primary" />
          Days the account has bookings on
        </p>
      </FieldSet>
    </div>
  );
}

const weekday = new Intl.DateTimeFormat(undefined, { weekday: "short" });

const formatters = {
  formatCaption: (month: Date) => formatDate(fromLocalDate(month), "month"),
  formatWeekdayName: (day: Date) => weekday.format(day),
};

function dayLabel(day: Date, isToday: boolean, held: number): string {
  const parts = [formatDate(fromLocalDate(day), "long")];
  if (isToday) parts.push("today");
  if (held > 0) parts.push(held === 1 ? "1 booking" : `${held} bookings`);
  return parts.join(", ");
}
