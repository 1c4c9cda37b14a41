"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Combobox, type Option } from "@/components/ui/combobox";
import type { Account } from "@/lib/api/types";
import { setAccountInUse, useAccountIdInUse } from "./account-in-use";
import { accountsQuery } from "./accounts";

/** The id of the field, which forms focus when they need an account. */
export const accountSwitcherId = "account-in-use";

/** The id of a form's error about the account. The field refers to it, also while no form shows one. */
export const accountErrorId = "account-in-use-error";

/** Chooses the account that every tab works with. */
export function AccountSwitcher({ className }: { className?: string }) {
  const { data: accounts, isError } = useQuery(accountsQuery());
  const inUse = useAccountIdInUse();
  const options = useMemo(() => (accounts ? optionsOf(accounts) : []), [accounts]);
  const isListed = accounts?.some((account) => account.id === inUse) === true;
  return (
    <Combobox
      id={accountSwitcherId}
      aria-label="Account in use"
      aria-describedby={accountErrorId}
      options={options}
      value={isListed ? inUse : null}
      placeholder={isError ? "Accounts are not available" : "Loading accounts…"}
      onChange={(id) => setAccountInUse(id)}
      {...(className !== undefined && { className })}
    />
  );
}

function optionsOf(accounts: readonly Account[]): readonly Option<number | null>[] {
  const none = { value: null, name: accounts.length === 0 ? "No accounts yet" : "All accounts" };
  return [none, ...accounts.map(accountOption)];
}

export function accountOption({ id, netid, is_active }: Account) {
  return { value: id, name: netid, ...(!is_active && { note: "switched off" }) };
}
