/** The route that lists an account's bookings, or everyone's. */
export function listPath(accountId: number | null): `/api/${string}` {
  return accountId === null ? "/api/bookings" : `/api/accounts/${accountId}/bookings`;
}
