import { Skeleton } from "@/components/ui/skeleton";
import type { Account } from "@/lib/api/types";
import { AccountCard, type AccountDialog } from "./account-card";

export const gridClasses = "grid gap-4 sm:gap-6 md:grid-cols-2 xl:grid-cols-3";

interface GridProps {
  accounts: readonly Account[];
  onOpen: (dialog: AccountDialog, account: Account) => void;
}

export function AccountGrid({ accounts, onOpen }: GridProps) {
  return (
    <ul aria-label="Accounts" className={gridClasses}>
      {accounts.map((account) => (
        <li key={account.id} className="grid">
          <AccountCard account={account} onOpen={(dialog) => onOpen(dialog, account)} />
        </li>
      ))}
    </ul>
  );
}

export function AccountsSkeleton() {
  return (
    <div className={gridClasses}>
      {Array.from({ length: 3 }, (_, card) => (
        <Skeleton key={card} className="h-63 rounded-xl!" />
      ))}
    </div>
  );
}
