import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Engine, GetEngineResponse } from "@/lib/api/types";
import { second } from "@/lib/durations";
import { queryRoots } from "@/lib/query-client";
import { facilityQuery } from "./facility";

/** The state of automatic booking. Refetched because another window may pause it. */
export function engineQuery() {
  return queryOptions({
    queryKey: [queryRoots.engine],
    queryFn: ({ signal }) => api<GetEngineResponse>("/api/engine", { signal }),
    select: (answer) => answer.engine,
    refetchInterval: 30 * second,
  });
}

/** The connected facility; undefined if there is none, or while it is loading. */
export function useConnection() {
  const { data: facility } = useQuery(facilityQuery());
  return facility?.connection ?? undefined;
}

/** The state of automatic booking; undefined without a facility, or while it is loading. */
export function useEngineState(): Engine["state"] | undefined {
  const connection = useConnection();
  const { data: engine } = useQuery({ ...engineQuery(), enabled: connection !== undefined });
  return connection && engine?.state;
}

/** Pauses or resumes automatic booking. */
export function useSetPaused(onError: (error: Error) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (paused: boolean) =>
      api<GetEngineResponse>("/api/engine", { method: "PUT", body: { paused } }),
    onSuccess: (answer) => {
      client.setQueryData(engineQuery().queryKey, answer);
      void client.invalidateQueries({ queryKey: [queryRoots.bookings] });
    },
    onError: (error) => {
      onError(error);
      // A lost response may have changed it.
      void client.invalidateQueries({ queryKey: [queryRoots.engine] });
    },
  });
}
