"use client";

import { useAccountNames } from "@/lib/queries/account-names";
import { replaceQuery } from "@/lib/url-query";
import { Segments } from "./ui/segments";
import { useAccountScope } from "./use-account-scope";

/** Says whose bookings are shown and, where an account is chosen, switches to everyone's and back. */
export function AccountScope() {
  const { selected, accountId } = useAccountScope();
  const nameOf = useAccountNames();
  if (selected === null) {
    return <p className="text-sm text-muted-foreground">Showing all accounts</p>;
  }
  return (
    <Segments
      label="Whose bookings"
      options={[
        { value: "one", name: nameOf(selected) },
        { value: "all", name: "All accounts" },
      ]}
      value={accountId === null ? "all" : "one"}
      onChange={(value) => replaceQuery({ scope: value === "all" ? "all" : null })}
    />
  );
}
