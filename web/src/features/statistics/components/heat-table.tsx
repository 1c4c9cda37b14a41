import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { type Heat, hours, weekdays } from "../heat";
import { hourName, weekdayName } from "../summaries";

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
              <TableCell>{weekdayName(weekday)}</TableCell>
              <TableCell>{hourName(hour)}</TableCell>
              <TableCell className="text-right">{count.toLocaleString()}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
