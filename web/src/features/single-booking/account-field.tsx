import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { AccountSwitcher } from "@/components/account-switcher";
import { ErrorNotice } from "@/components/error-notice";
import { Field } from "@/components/ui/field";
import { accountsQuery } from "@/lib/queries/accounts";

const linkClasses = "font-medium text-primary underline underline-offset-4";

export function AccountField({ error }: { error: string | undefined }) {
  const { data: accounts, error: failure, isFetching, refetch } = useQuery(accountsQuery());
  if (failure && accounts === undefined) {
    return (
      <ErrorNotice
        title="The accounts could not be loaded"
        error={failure}
        retrying={isFetching}
        onRetry={() => void refetch()}
      />
    );
  }
  return (
    <Field label="Account" error={error} hint={hintFor(accounts?.length, error !== undefined)}>
      {(control) => <AccountSwitcher placeholder="Choose an account" {...control} />}
    </Field>
  );
}

function hintFor(count: number | undefined, failed: boolean) {
  if (count === 0) {
    return (
      <>
        Add one in{" "}
        <Link href="?tab=accounts" className={linkClasses}>
          Accounts
        </Link>{" "}
        first.
      </>
    );
  }
  if (!failed) return undefined;
  return (
    <Link href="?tab=accounts" className={linkClasses}>
      Go to Accounts
    </Link>
  );
}
