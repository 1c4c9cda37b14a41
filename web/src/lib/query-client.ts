import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/lib/api/error";

/**
 * The first member of every query key, which decides what is refetched after a change. Lists, statistics and
 * logs of bookings start with `bookings`.
 */
export const queryRoots = {
  accounts: "accounts",
  bookings: "bookings",
  engine: "engine",
  facility: "facility",
  notices: "notices",
  plans: "plans",
  slots: "slots",
} as const;

const maxRetries = 2;

/** Retries outages, but not refusals, which a retry cannot change. */
function shouldRetry(failures: number, error: Error): boolean {
  return failures < maxRetries && error instanceof ApiError && error.temporary;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The server may run on this machine, which an offline browser still reaches.
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
