import { useQuery } from "@tanstack/react-query";
import { PageLink } from "@/components/page-link";
import { accountsQuery } from "@/entities/accounts/accounts";
import type { Plan } from "@/lib/api/types";
import { formatTime } from "@/lib/format";
import { moved, mostAccounts } from "../wish";
import { RankedList } from "./ranked-list";

interface Props {
  accountIds: readonly number[];
  /** Says what each chosen account can still book that day. */
  preview: Plan | undefined;
  onChange: (accountIds: readonly number[]) => void;
}

/** The accounts, in the order in which they are asked. Those that cannot be asked are not offered. */
export function AccountList({ accountIds, preview, onChange }: Props) {
  const { data: accounts = [] } = useQuery(accountsQuery());
  const usable = accounts.filter(({ is_active, may_automate }) => is_active && may_automate);
  const chosen = accountIds.flatMap((id) => usable.find((account) => account.id === id) ?? []);
  const listed = [...chosen, ...usable.filter(({ id }) => !accountIds.includes(id))];
  if (accounts.length > 0 && usable.length === 0) {
    return <p className="text-sm text-muted-foreground">No account is switched on for automatic booking.</p>;
  }
  if (listed.length === 0) {
    return (
      <p className="text-sm text-muted-foreground">
        Add accounts in <PageLink href="?tab=accounts" className="font-medium text-primary underline underline-offset-4">Accounts</PageLink> first.
      </p>
    );
  }
  return (
    <>
      {usable.length > mostAccounts && (
        <p className="text-sm text-muted-foreground">{`Up to ${mostAccounts} accounts.`}</p>
      )}
      <RankedList
        most={mostAccounts}
        items={listed.map(({ id, netid }) => ({
          id: String(id),
          name: netid,
          isChosen: accountIds.includes(id),
          details: accountIds.includes(id) && <CanBook accountId={id} preview={preview} />,
        }))}
        onChoose={(id, isChosen) =>
          onChange(isChosen ? [...accountIds, Number(id)] : accountIds.filter((other) => other !== Number(id)))
        }
        onMove={(id, step) => onChange(moved(accountIds, accountIds.indexOf(Number(id)), step))}
      />
    </>
  );
}

function CanBook({ accountId, preview }: { accountId: number; preview: Plan | undefined }) {
  const account = preview?.accounts.find((state) => state.account_id === accountId);
  if (!account) return null;
  const left = account.left.map(({ location, bookings }) => `${location} ${bookings ?? "without limit"}`).join(", ");
  const busy = account.busy.map(formatTime).join(", ");
  return (
    <>
      {account.obstacle && <p className="text-destructive">{account.obstacle}</p>}
      <p>{`Can still book that day: ${left}.${busy === "" ? "" : ` Busy at ${busy}.`}`}</p>
    </>
  );
}
