import { LocalDate } from "@/components/local-date";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { percent } from "@/lib/format";
import { rateOf, statusOrder, totalOf } from "../counts";
import type { Span } from "../weeks";

/** The numbers of the charts over time, newest first. */
export function SpansTable({ label, spans }: { label: string; spans: readonly Span[] }) {
  return (
    <div className="max-h-96 overflow-y-auto">
      <Table label={label}>
        <thead>
          <tr className="border-b">
            <TableHead>Days</TableHead>
            {statusOrder.map((status) => (
              <TableHead key={status} className="text-right capitalize">
                {status}
              </TableHead>
            ))}
            <TableHead className="text-right">Total</TableHead>
            <TableHead className="text-right">Success rate</TableHead>
          </tr>
        </thead>
        <tbody>
          {[...spans].reverse().map(({ from, to, counts }) => (
            <TableRow key={from}>
              <th scope="row" className="px-3 py-2.5 font-medium whitespace-nowrap">
                <LocalDate date={from} style="short" /> – <LocalDate date={to} />
              </th>
              {statusOrder.map((status) => (
                <TableCell key={status} className="text-right">
                  {counts[status].toLocaleString()}
                </TableCell>
              ))}
              <TableCell className="text-right">{totalOf(counts).toLocaleString()}</TableCell>
              <TableCell className="text-right">{percent(rateOf(counts))}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
