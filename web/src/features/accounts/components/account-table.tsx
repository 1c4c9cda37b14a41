import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LocalDate } from "@/components/local-date";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Pagination } from "@/components/ui/pagination";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { useAccountIdInUse } from "@/entities/accounts/account-in-use";
import { useConnection } from "@/entities/facility/engine";
import type { Account, AccountSummary } from "@/lib/api/types";
import { formatTime, percent } from "@/lib/format";
import { accountSummariesQuery } from "../api/accounts";
import { signInName } from "./sign-in-row";

const pageSize = 25;

interface Props {
  accounts: readonly Account[];
  onShow: (account: Account) => void;
}

/** Many accounts as a dense table with a search and pages. */
export function AccountTable({ accounts, onShow }: Props) {
  const [search, setSearch] = useState("");
  const [page, setPage] = useState(1);
  const text = search.trim().toLowerCase();
  const found = text === "" ? accounts : accounts.filter(({ netid }) => netid.toLowerCase().includes(text));
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const current = Math.min(page, pages);
  const shown = found.slice((current - 1) * pageSize, current * pageSize);
  return (
    <div className="flex flex-col gap-4">
      <Field label="Search by NetID" className="max-w-sm">
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            value={search}
            onChange={(event) => {
              setSearch(event.target.value);
              setPage(1);
            }}
          />
        )}
      </Field>
      <p role="status" className="text-sm text-muted-foreground">
        {found.length === 1 ? "1 account" : `${found.length.toLocaleString()} accounts`}
      </p>
      <Rows accounts={shown} onShow={onShow} />
      {pages > 1 && (
        <Pagination
          label="Accounts"
          hasPrevious={current > 1}
          hasNext={current < pages}
          onPrevious={() => setPage(current - 1)}
          onNext={() => setPage(current + 1)}
        >
          {`Page ${current} of ${pages.toLocaleString()}`}
        </Pagination>
      )}
    </div>
  );
}

function Rows({ accounts, onShow }: Props) {
  const { data: summaries } = useQuery(accountSummariesQuery());
  const isConnected = useConnection() !== undefined;
  const inUse = useAccountIdInUse();
  return (
    <Card className="overflow-hidden">
      <Table label="Accounts" className="[&_td:first-child]:pl-5 [&_th:first-child]:pl-5">
        <thead className="border-b bg-muted/60">
          <tr>
            {/* The widths hold the columns in place when the numbers arrive. */}
            <TableHead className="sm:w-1/4">NetID</TableHead>
            {isConnected && <TableHead className="sm:w-1/5">Sign-in</TableHead>}
            <TableHead className="text-right sm:w-24">Pending</TableHead>
            <TableHead>Next booking</TableHead>
            <TableHead className="text-right sm:w-32">Success rate</TableHead>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <TableRow key={account.id} className="relative hover:bg-accent/50">
              <TableCell className="py-1.5!">
                <span className="flex items-center gap-2">
                  <Button
                    variant="link"
                    size="small"
                    // The button covers the row, so that a click anywhere opens the account.
                    className="px-0! text-foreground! outline-offset-[-3px] after:absolute after:inset-0"
                    onClick={() => onShow(account)}
                  >
                    {account.netid}
                  </Button>
                  {account.id === inUse && <Badge variant="outline">In use</Badge>}
                  {!account.is_active && <Badge>Switched off</Badge>}
                </span>
              </TableCell>
              {isConnected && <TableCell className="whitespace-nowrap">{signInName(account)}</TableCell>}
              <Numbers summary={summaries?.get(account.id)} />
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Numbers({ summary }: { summary: AccountSummary | undefined }) {
  const tried = summary && summary.confirmed + summary.failed;
  return (
    <>
      <TableCell className="text-right">{summary?.pending.toLocaleString()}</TableCell>
      <TableCell className="whitespace-nowrap">
        {summary?.next_booking && (
          <>
            <LocalDate date={summary.next_booking.booking_date} />
            <span>{`, ${formatTime(summary.next_booking.time_slot)}`}</span>
          </>
        )}
      </TableCell>
      <TableCell className="text-right">{summary && percent(tried === 0 ? null : summary.success_rate)}</TableCell>
    </>
  );
}
