import type { Account } from "@/lib/api/types";
import { AccountCard } from "./account-card";

export const gridClasses = "grid gap-4 sm:gap-6 md:grid-cols-2 xl:grid-cols-3";

interface Props {
  accounts: readonly Account[];
  onChangePassword: (account: Account) => void;
  onDelete: (account: Account) => void;
}

export function AccountGrid({ accounts, onChangePassword, onDelete }: Props) {
  return (
    <ul aria-label="Accounts" className={gridClasses}>
      {accounts.map((account) => (
        <li key={account.id} className="grid">
          <AccountCard
            account={account}
            onChangePassword={() => onChangePassword(account)}
            onDelete={() => onDelete(account)}
          />
        </li>
      ))}
    </ul>
  );
}
