"use client";

import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { NativeSelect } from "@/components/ui/input";
import type { Account } from "@/lib/api/types";
import { setAccountInUse, useAccountIdInUse } from "./account-in-use";
import { accountsQuery } from "./accounts";

interface Props extends Omit<ComponentProps<typeof NativeSelect>, "value" | "onChange" | "children"> {
  /** The first option, for no account. */
  placeholder?: string;
}

/** Chooses the account in use. */
export function AccountSwitcher({ placeholder = "All accounts", ...props }: Props) {
  const { data: accounts, isError } = useQuery(accountsQuery());
  const inUse = useAccountIdInUse();
  const isListed = accounts?.some((account) => account.id === inUse);

  return (
    <NativeSelect
      value={isListed ? String(inUse) : ""}
      onChange={(event) => setAccountInUse(event.target.value ? Number(event.target.value) : null)}
      {...props}
    >
      <option value="">{noneText(accounts, isError, placeholder)}</option>
      {accounts?.map((account) => (
        <option key={account.id} value={account.id}>
          {account.netid}
          {account.is_active ? "" : " (switched off)"}
        </option>
      ))}
    </NativeSelect>
  );
}

function noneText(accounts: readonly Account[] | undefined, failed: boolean, placeholder: string) {
  if (accounts === undefined) return failed ? "Accounts are not available" : "Loading accounts…";
  return accounts.length === 0 ? "No accounts yet" : placeholder;
}
