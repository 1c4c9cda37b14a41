"use client";

import { useQuery } from "@tanstack/react-query";
import { type ComponentProps, useEffect } from "react";
import { accountsQuery } from "@/lib/queries/accounts";
import { selectAccount, useSelectedAccount } from "@/lib/selected-account";
import { NativeSelect } from "./ui/native-select";

type Props = Omit<ComponentProps<typeof NativeSelect>, "value" | "onChange" | "children">;

/** Chooses the account that every tab works with; without one, lists show all accounts. */
export function AccountSwitcher(props: Props) {
  const { data: accounts } = useQuery(accountsQuery());
  const selected = useSelectedAccount();
  const known = accounts?.some((account) => account.id === selected);

  // The chosen account may have been deleted meanwhile, here or in another window.
  useEffect(() => {
    if (known === false && selected !== null) selectAccount(null);
  }, [known, selected]);

  return (
    <NativeSelect
      aria-label="Account"
      value={known ? String(selected) : ""}
      onChange={(event) => selectAccount(event.target.value ? Number(event.target.value) : null)}
      {...props}
    >
      <option value="">{accounts?.length === 0 ? "No accounts yet" : "All accounts"}</option>
      {accounts?.map((account) => (
        <option key={account.id} value={account.id}>
          {account.netid}
          {account.is_active ? "" : " (switched off)"}
        </option>
      ))}
    </NativeSelect>
  );
}
