"use client";

import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { NativeSelect } from "@/components/ui/input";
import type { Account } from "@/lib/api/types";
import { setAccountInUse, useAccountIdInUse } from "./account-in-use";
import { accountsQuery } from "./accounts";

interface Props extends Omit<ComponentProps<typeof NativeSelect>, "value" | "onChange" | "children"> {
  /** What it says while no account is chosen. */
  placeholder?: string;
}

/** Chooses the account that every tab works with; without one, lists show all accounts. */
export function AccountSwitcher({ placeholder = "All accounts", ...props }: Props) {
  const { data: accounts, isError } = useQuery(accountsQuery());
  const selected = useAccountIdInUse();
  const known = accounts?.some((account) => account.id === selected);

  return (
    <NativeSelect
      // With an id it stands in a field, whose label names it.
      aria-label={props.id === undefined ? "Account" : undefined}
      value={known ? String(selected) : ""}
      onChange={(event) => setAccountInUse(event.target.value ? Number(event.target.value) : null)}
      {...props}
    >
      <option value="">{nothingChosen(accounts, isError, placeholder)}</option>
      {accounts?.map((account) => (
        <option key={account.id} value={account.id}>
          {account.netid}
          {account.is_active ? "" : " (switched off)"}
        </option>
      ))}
    </NativeSelect>
  );
}

function nothingChosen(accounts: readonly Account[] | undefined, failed: boolean, text: string) {
  if (accounts === undefined) return failed ? "Accounts are not available" : "Loading accounts…";
  return accounts.length === 0 ? "No accounts yet" : text;
}
