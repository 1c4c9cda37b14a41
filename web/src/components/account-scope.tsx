"use client";

import { useAccountNames } from "@/lib/queries/account-names";
import { replaceQuery } from "@/lib/url-query";
import { ToggleGroup, ToggleGroupItem } from "./ui/toggle-group";
import { useAccountScope } from "./use-account-scope";

/** Says whose bookings are shown and, where an account is chosen, switches to everyone's and back. */
export function AccountScope() {
  const { selected, accountId } = useAccountScope();
  const nameOf = useAccountNames();
  if (selected === null) {
    return <p className="text-sm text-muted-foreground">Showing all accounts</p>;
  }
  return (
    <ToggleGroup
      type="single"
      aria-label="Whose bookings"
      className="max-w-full"
      value={accountId === null ? "all" : "one"}
      // Pressing the chosen side again reports an empty value, which is no choice.
      onValueChange={(value) => {
        if (value !== "") replaceQuery({ scope: value === "all" ? "all" : null });
      }}
    >
      <ToggleGroupItem value="one" className="min-w-0">
        <span className="max-w-48 truncate">{nameOf(selected)}</span>
      </ToggleGroupItem>
      <ToggleGroupItem value="all" className="shrink-0">
        All accounts
      </ToggleGroupItem>
    </ToggleGroup>
  );
}
