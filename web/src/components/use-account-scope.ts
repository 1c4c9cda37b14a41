import { useSearchParams } from "next/navigation";
import { useSelectedAccount } from "@/lib/selected-account";

interface AccountScope {
  /** The account chosen for the whole page. */
  readonly selected: number | null;
  /** The account whose bookings to show; null is all of them. */
  readonly accountId: number | null;
}

/** A list shows the chosen account unless `?scope=all` asks for everyone's bookings. */
export function useAccountScope(): AccountScope {
  const selected = useSelectedAccount();
  const everyone = useSearchParams().get("scope") === "all";
  return { selected, accountId: everyone ? null : selected };
}
