import { cn } from "@/lib/cn";
import { type Heat, hours, levelOf, weekdays } from "./heat";
import { hourName, weekdayName } from "./summaries";

const levels = [
  "bg-muted/60 text-muted-foreground",
  "bg-primary/10",
  "bg-primary/20",
  "bg-primary/35",
  "bg-primary/85 text-primary-foreground",
  "bg-primary text-primary-foreground",
];

/**
 * The week as a table of hours, darker where more is booked. It is a real table with its numbers in
 * it, so it reads the same with the eyes, without colours and through a screen reader.
 */
export function HeatMap({ heat, upright }: { heat: Heat; upright: boolean }) {
  const [rows, columns] = upright ? [hours, weekdays] : [weekdays, hours];
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
            <Heading key={column} scope="col" name={upright ? weekdayName(column) : hourName(column)} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <Heading scope="row" name={upright ? hourName(row) : weekdayName(row)} />
            {columns.map((column) => (
              <Cell key={column} count={upright ? heat.at(column, row) : heat.at(row, column)} max={heat.max} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Shortened for the eyes, in full for the ears. */
function Heading({ scope, name }: { scope: "col" | "row"; name: string }) {
  const isHour = name.endsWith(":00");
  return (
    <th scope={scope} className="h-8 font-medium text-muted-foreground">
      <span aria-hidden>{isHour ? name.slice(0, 2) : name.slice(0, 3)}</span>
      <span className="sr-only">{name}</span>
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
