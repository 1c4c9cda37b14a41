import { Card } from "@/components/ui/card";
import { formatDate } from "@/lib/dates/format";
import type { FacilityClock } from "@/lib/facility-clock";
import { type Day, nameOfDay } from "./days";
import { UpcomingItem } from "./upcoming-item";
import type { ComponentProps } from "react";

interface Props extends Pick<ComponentProps<typeof UpcomingItem>, "nameOf" | "onCancel"> {
  day: Day;
  clock: FacilityClock;
}

export function UpcomingDay({ day, clock, ...shared }: Props) {
  const name = nameOfDay(day.date, clock.today);
  const headingId = `day-${day.date}`;
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-2">
      <h2 id={headingId} className="flex items-baseline gap-2 text-lg font-semibold">
        {name !== undefined && <span>{name}</span>}
        <span className={name === undefined ? undefined : "font-sans text-sm font-normal tracking-normal text-muted-foreground"}>
          {formatDate(day.date, "long")}
        </span>
      </h2>
      <Card className="overflow-hidden">
        <ul className="divide-y">
          {day.bookings.map((booking) => (
            <UpcomingItem key={booking.id} booking={booking} clock={clock} {...shared} />
          ))}
        </ul>
      </Card>
    </section>
  );
}
