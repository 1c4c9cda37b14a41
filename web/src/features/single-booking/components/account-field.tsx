import { useQuery } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { QueryError, useQueryError } from "@/components/error-notice";
import { PageLink } from "@/components/page-link";
import { FieldError } from "@/components/ui/field";
import { useAccountIdInUse, useAccountInUse } from "@/entities/accounts/account-in-use";
import { accountErrorId, accountSwitcherId } from "@/entities/accounts/account-switcher";
import { accountsQuery } from "@/entities/accounts/accounts";

const linkClasses = "font-medium text-primary underline underline-offset-4";

/** The account to book for, which is chosen in the header, or what to do until there is one. */
export function AccountField({ error }: { error: string | undefined }) {
  const accounts = useQuery(accountsQuery());
  const failure = useQueryError(accounts);
  const isNoneChosen = useAccountIdInUse() === null;
  return (
    <div className="flex flex-col gap-2 not-has-[p]:absolute">
      {failure && accounts.data === undefined && (
        <QueryError title="The accounts could not be loaded" error={failure} query={accounts} />
      )}
      {/* Keeps the place of the hint that follows, so that the form does not move. */}
      {isNoneChosen && accounts.data === undefined && !failure && <p className="h-10 animate-pulse rounded-md bg-secondary" />}
      <Hint count={accounts.data?.length} />
      <FieldError id={accountErrorId}>{error}</FieldError>
    </div>
  );
}

function Hint({ count }: { count: number | undefined }): ReactNode {
  const account = useAccountInUse();
  if (count === 0) {
    return (
      <Notice>
        <span>There are no accounts yet. </span>
        <PageLink href="?tab=accounts" className={linkClasses}>
          Add one in Accounts
        </PageLink>
      </Notice>
    );
  }
  if (count !== undefined && account === undefined) {
    return (
      <Notice>
        <span>No account is chosen. </span>
        <button type="button" className={linkClasses} onClick={focusAccountSwitcher}>
          Choose an account
        </button>
      </Notice>
    );
  }
  if (account?.is_active !== false) return null;
  return (
    <Notice>
      <span>{`${account.netid} is switched off. `}</span>
      <PageLink href="?tab=accounts" className={linkClasses}>
        Go to Accounts
      </PageLink>
    </Notice>
  );
}

function Notice({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 rounded-md bg-secondary px-3 py-2.5 text-sm text-secondary-foreground">
      <UserRound aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

/** Moves the focus to the header's field, which is the only place where an account is chosen. */
export function focusAccountSwitcher(): void {
  document.getElementById(accountSwitcherId)?.focus();
}
