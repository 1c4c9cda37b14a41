"use client";

import { useSearchParams } from "next/navigation";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { replaceQuery } from "@/lib/url-query";
import { useAccountIdInUse } from "./account-in-use";
import { useAccountNames } from "./accounts";

interface Scope {
  /** The account in use. */
  readonly inUse: number | null;
  /** The account whose bookings to show; null for all accounts. */
  readonly accountId: number | null;
}

/** Lists show the account in use unless the URL has `?scope=all`. */
export function useAccountScope(): Scope {
  const inUse = useAccountIdInUse();
  const all = useSearchParams().get("scope") === "all";
  return { inUse, accountId: all ? null : inUse };
}

/** Shows whose bookings are listed and switches between the account in use and all accounts. */
export function AccountScope() {
  const { inUse, accountId } = useAccountScope();
  const nameOf = useAccountNames();
  if (inUse === null) {
    return <p className="text-sm text-muted-foreground">Showing all accounts</p>;
  }
  return (
    <SegmentedControl
      label="Whose bookings"
      options={[
        { value: "one", name: nameOf(inUse) },
        { value: "all", name: "All accounts" },
      ]}
      value={accountId === null ? "all" : "one"}
      onChange={(value) => replaceQuery({ scope: value === "all" ? "all" : null })}
    />
  );
}
