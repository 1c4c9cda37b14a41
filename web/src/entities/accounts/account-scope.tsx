"use client";

import { useSearchParams } from "next/navigation";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { replaceQuery } from "@/lib/url-query";
import { useAccountIdInUse } from "./account-in-use";
import { useAccountNames } from "./accounts";

/** Says whose bookings are shown and, where an account is chosen, switches to everyone's and back. */
export function AccountScope() {
  const { selected, accountId } = useAccountScope();
  const nameOf = useAccountNames();
  if (selected === null) {
    return <p className="text-sm text-muted-foreground">Showing all accounts</p>;
  }
  return (
    <SegmentedControl
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

interface Scope {
  /** The account chosen for the whole page. */
  readonly selected: number | null;
  /** The account whose bookings to show; null is all of them. */
  readonly accountId: number | null;
}

/** A list shows the chosen account unless `?scope=all` asks for everyone's bookings. */
export function useAccountScope(): Scope {
  const selected = useAccountIdInUse();
  const everyone = useSearchParams().get("scope") === "all";
  return { selected, accountId: everyone ? null : selected };
}
