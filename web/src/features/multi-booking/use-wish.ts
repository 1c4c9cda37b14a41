import { useQuery } from "@tanstack/react-query";
import { useAccountInUse } from "@/entities/accounts/account-in-use";
import { accountsQuery } from "@/entities/accounts/accounts";
import { firstBookableDay, useFacilityClock } from "@/entities/facility/facility";
import type { Account, Facility } from "@/lib/api/types";
import { windowStore } from "@/lib/window-store";
import { emptyWish, parseStoredWish, type StoredWish, type Wish } from "./wish";

const store = windowStore<StoredWish>("booking.wish", {}, parseStoredWish);

/** The form's input, which survives a reload. Until something is chosen it has the first bookable day and the account in use. */
export function useWish(facility: Facility) {
  const stored = store.use();
  const clock = useFacilityClock();
  const { data: accounts } = useQuery(accountsQuery());
  const inUse = useAccountInUse();
  const empty = emptyWish(facility);
  const wish: Wish = { ...empty, ...stored, places: knownPlaces(stored.places, empty.places) };
  const day = clock && firstBookableDay(clock, wish.windowEnd);
  const isPast = clock !== undefined && wish.date !== undefined && wish.date < clock.today;
  return {
    wish: {
      ...wish,
      date: isPast ? day : (wish.date ?? day),
      accountIds: askable(stored.accountIds ?? (inUse ? [inUse.id] : []), accounts),
    },
    change: (changes: StoredWish) => store.write({ ...store.read(), ...changes }),
    clear: () => store.write({}),
  };
}

/** Whether a plan may ask the account. */
export function isAskable({ is_active, may_automate }: Account): boolean {
  return is_active && may_automate;
}

/** The accounts without those that were deleted or switched off since they were chosen. */
function askable(ids: readonly number[], accounts: readonly Account[] = []): readonly number[] {
  return ids.filter((id) => accounts.some((account) => account.id === id && isAskable(account)));
}

/** The facility's places: those that were ranked first. */
function knownPlaces(ranked: Wish["places"] = [], all: Wish["places"]): Wish["places"] {
  const known = ranked.filter(({ location }) => all.some((place) => place.location === location));
  return [...known, ...all.filter(({ location }) => !known.some((place) => place.location === location))];
}
