import { useQuery } from "@tanstack/react-query";
import { QueryError, useQueryError } from "@/components/error-notice";
import { PageLink } from "@/components/page-link";
import { Field } from "@/components/ui/field";
import { useAccountInUse } from "@/entities/accounts/account-in-use";
import { AccountSwitcher } from "@/entities/accounts/account-switcher";
import { accountsQuery } from "@/entities/accounts/accounts";
import type { Account } from "@/lib/api/types";

const linkClasses = "font-medium text-primary underline underline-offset-4";

export function AccountField({ error }: { error: string | undefined }) {
  const account = useAccountInUse();
  const accounts = useQuery(accountsQuery());
  const failure = useQueryError(accounts);
  return (
    <div className="flex flex-col gap-4">
      <Field label="Account" error={error} hint={hintFor(accounts.data?.length, account)}>
        {(control) => <AccountSwitcher placeholder="Choose an account" {...control} />}
      </Field>
      {failure && accounts.data === undefined && (
        <QueryError title="The accounts could not be loaded" error={failure} query={accounts} />
      )}
    </div>
  );
}

function hintFor(count: number | undefined, account: Account | undefined) {
  if (count === 0) {
    return (
      <>
        Add one in{" "}
        <PageLink href="?tab=accounts" className={linkClasses}>
          Accounts
        </PageLink>{" "}
        first.
      </>
    );
  }
  if (account?.is_active !== false) return undefined;
  return (
    <PageLink href="?tab=accounts" className={linkClasses}>
      Go to Accounts
    </PageLink>
  );
}
