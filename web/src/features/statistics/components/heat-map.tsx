import { useQuery } from "@tanstack/react-query";
import { userLocale } from "@/lib/format";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { facilityQuery } from "@/entities/facility/facility";
import { cn } from "@/lib/cn";
import { type Heat, hours, hoursToShow, levelOf, weekdays } from "../heat";
import { hourName, weekdayHeading, weekdayName } from "../summaries";

const levels = [
  "bg-muted/60 text-muted-foreground",
  "bg-primary/10",
  "bg-primary/20",
  "bg-primary/35",
  "bg-primary/85 text-primary-foreground",
  "bg-primary text-primary-foreground",
];

/** The full name for screen readers and the short one on screen. */
interface Name {
  readonly full: string;
  readonly short: string;
}

const nameOfHour = (hour: number): Name => ({ full: hourName(hour), short: hourName(hour).slice(0, 2) });
const nameOfDay = (weekday: number): Name => ({
  full: weekdayName(weekday),
  short: weekdayHeading(weekday),
});

/** The hours of the week, darker for more bookings. A table with numbers, readable without colours and by screen readers. */
export function HeatMap({ heat, upright }: { heat: Heat; upright: boolean }) {
  const { data: facility } = useQuery(facilityQuery());
  const shown = facility ? hoursToShow(heat, facility) : hours;
  const [rows, columns] = upright ? [shown, weekdays] : [weekdays, shown];
  const [nameOfRow, nameOfColumn] = upright ? [nameOfHour, nameOfDay] : [nameOfDay, nameOfHour];
  return (
    <table
      aria-label="Bookings by weekday and hour"
      className="w-full table-fixed border-separate border-spacing-0.5 text-center text-xs"
    >
      <thead>
        <tr>
          <th scope="col" className={cn("font-medium text-muted-foreground", upright ? "w-12" : "w-11")}>
            <span className="sr-only">{upright ? "Hour" : "Weekday"}</span>
          </th>
          {columns.map((column) => (
            <Heading key={column} scope="col" name={nameOfColumn(column)} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <Heading scope="row" name={nameOfRow(row)} />
            {columns.map((column) => (
              <Cell key={column} count={upright ? heat.at(column, row) : heat.at(row, column)} max={heat.max} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Heading({ scope, name }: { scope: "col" | "row"; name: Name }) {
  return (
    <th scope={scope} lang={userLocale()} className="h-8 font-medium text-muted-foreground">
      <span aria-hidden>{name.short}</span>
      <span className="sr-only">{name.full}</span>
    </th>
  );
}

function Cell({ count, max }: { count: number; max: number }) {
  return (
    <td className={cn("h-8 rounded-sm font-medium", levels[levelOf(count, max)])}>
      {count === 0 ? <span className="sr-only">0</span> : count.toLocaleString()}
    </td>
  );
}

/** The hours of the week with bookings, busiest first. */
export function HeatTable({ heat }: { heat: Heat }) {
  const booked = weekdays
    .flatMap((weekday) => hours.map((hour) => ({ weekday, hour, count: heat.at(weekday, hour) })))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  return (
    <div className="max-h-96 overflow-y-auto">
      <Table label="Hours of the week by bookings">
        <thead>
          <tr className="border-b">
            <TableHead>Weekday</TableHead>
            <TableHead>Hour</TableHead>
            <TableHead className="text-right">Bookings</TableHead>
          </tr>
        </thead>
        <tbody>
          {booked.map(({ weekday, hour, count }) => (
            <TableRow key={`${weekday}-${hour}`}>
              <TableCell lang={userLocale()}>{weekdayName(weekday)}</TableCell>
              <TableCell>{hourName(hour)}</TableCell>
              <TableCell className="text-right">{count.toLocaleString()}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
