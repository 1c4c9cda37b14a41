import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PageLink } from "@/components/page-link";
import { Input } from "@/components/ui/input";
import { accountsQuery } from "@/entities/accounts/accounts";
import type { Plan } from "@/lib/api/types";
import { formatTime } from "@/lib/format";
import { previewQuery } from "../api/plans";
import { isAskable } from "../use-wish";
import { moved, mostAccounts, requestOf, type Wish } from "../wish";
import { RankedList } from "./ranked-list";

/** The accounts that are listed below the chosen ones. More are found by a search. */
const mostOthers = 10;

interface Props {
  wish: Wish;
  /** Says what each chosen account can still book that day. */
  preview: Plan | undefined;
  onChange: (accountIds: readonly number[]) => void;
}

/** The accounts, in the order in which they are asked. Those that cannot be asked are not offered. */
export function AccountList({ wish, preview, onChange }: Props) {
  const { accountIds } = wish;
  const [search, setSearch] = useState("");
  const { data: accounts = [] } = useQuery(accountsQuery());
  const usable = accounts.filter(isAskable);
  const chosen = accountIds.flatMap((id) => usable.find((account) => account.id === id) ?? []);
  const text = search.trim().toLowerCase();
  const found = usable.filter(({ id, netid }) => !accountIds.includes(id) && netid.toLowerCase().includes(text));
  const others = found.slice(0, mostOthers);
  const ofOthers = useCanBook(wish, others.map(({ id }) => id));
  if (usable.length === 0) return <NoAccounts isNoneOn={accounts.length > 0} />;
  const states = [...(preview?.accounts ?? []), ...ofOthers];
  return (
    <>
      {usable.length > mostOthers && <Search value={search} onChange={setSearch} />}
      <RankedList
        most={mostAccounts}
        items={[...chosen, ...others].map(({ id, netid }) => ({
          id: String(id),
          name: netid,
          isChosen: accountIds.includes(id),
          details: <CanBook state={states.find(({ account_id }) => account_id === id)} />,
        }))}
        onChoose={(id, isChosen) =>
          onChange(isChosen ? [...accountIds, Number(id)] : accountIds.filter((other) => other !== Number(id)))
        }
        onMove={(id, step) => onChange(moved(accountIds, accountIds.indexOf(Number(id)), step))}
      />
      <p role="status" className="text-sm text-muted-foreground empty:sr-only">
        {moreText(found.length - others.length, found.length === 0 && text !== "")}
      </p>
    </>
  );
}

/** The bookings that accounts can still make that day. Asked with one hour, so that the window is long enough. */
function useCanBook(wish: Wish, accountIds: readonly number[]): Plan["accounts"] {
  const request = requestOf({ ...wish, hours: 1, minimumHours: 1, accountIds, weeklyUntil: undefined });
  const { data } = useQuery(previewQuery(typeof request === "string" ? undefined : request));
  return data?.accounts ?? [];
}

function NoAccounts({ isNoneOn }: { isNoneOn: boolean }) {
  if (isNoneOn) return <p className="text-sm text-muted-foreground">No account is switched on for automatic booking.</p>;
  return (
    <p className="text-sm text-muted-foreground">
      Add accounts in <PageLink href="?tab=accounts" className="font-medium text-primary underline underline-offset-4">Accounts</PageLink> first.
    </p>
  );
}

function Search({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <Input
      type="search"
      aria-label="Search by NetID"
      placeholder={`Search by NetID. Up to ${mostAccounts} accounts.`}
      autoComplete="off"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      // Enter would make the plan.
      onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
    />
  );
}

function moreText(more: number, isNoneFound: boolean): string {
  if (isNoneFound) return "No other NetID has this text.";
  return more > 0 ? `${more.toLocaleString("en")} more. Search by NetID to find them.` : "";
}

function CanBook({ state }: { state: Plan["accounts"][number] | undefined }) {
  if (!state) return null;
  const left = state.left.map(({ location, bookings }) => `${location} ${bookings ?? "without limit"}`).join(", ");
  const busy = state.busy.map(formatTime).join(", ");
  return (
    <>
      {state.obstacle && <p className="text-destructive">{state.obstacle}</p>}
      <p>{`Can still book that day: ${left}.${busy === "" ? "" : ` Busy at ${busy}.`}`}</p>
    </>
  );
}
