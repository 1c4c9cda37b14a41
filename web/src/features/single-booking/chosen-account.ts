import { useQuery } from "@tanstack/react-query";
import { accountsQuery } from "@/lib/queries/accounts";
import { useChosenAccount } from "@/lib/queries/chosen-account";
import { type Chosen, unchosen } from "./request";

/** Whom to book for or, while that is nobody, what to do about it. */
export function useChosen(): Chosen {
  const account = useChosenAccount();
  const { data: accounts, isError } = useQuery(accountsQuery());
  if (account) return account;
  if (accounts) return unchosen;
  return isError
    ? "The accounts could not be loaded. Press Retry, then choose the one to book for."
    : "The accounts are still loading. Press Start Booking again in a moment.";
}
