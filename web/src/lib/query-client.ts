import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/lib/api/error";

/**
 * The first member of every query key. Whatever shows bookings (lists, upcoming, statistics, logs)
 * begins with `bookings`; whatever shows accounts begins with `accounts`.
 */
export const queryRoots = {
  accounts: "accounts",
  bookings: "bookings",
  facility: "facility",
} as const;

const maxRetries = 2;

/** What a refusal says will not change by asking again; an outage may pass. */
function shouldRetry(failures: number, error: Error): boolean {
  return failures < maxRetries && error instanceof ApiError && error.temporary;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The server may be on this very machine, which a browser that is offline still reaches.
        networkMode: "always",
        staleTime: 2_000,
        refetchOnWindowFocus: true,
        retry: shouldRetry,
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
