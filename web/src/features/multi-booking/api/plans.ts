import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { refreshBookings } from "@/entities/bookings/booking-queries";
import { api } from "@/lib/api/client";
import { ApiError, isOutcomeUnknown } from "@/lib/api/error";
import type {
  CancelPlanResponse,
  CreatePlanResponse,
  GetPlanResponse,
  GetPlansResponse,
  PlanState,
  PreviewPlanResponse,
} from "@/lib/api/types";
import { second } from "@/lib/durations";
import { queryRoots } from "@/lib/query-client";
import { randomKey } from "@/lib/random-key";
import type { PlanRequest } from "../wish";

/** Whether the plan still decides. */
export function isOpen(state: PlanState): boolean {
  return state === "scheduled" || state === "running";
}

/** The latest plans, newest first. */
export function plansQuery() {
  return queryOptions({
    queryKey: [queryRoots.plans, "list"],
    queryFn: ({ signal }) => api<GetPlansResponse>("/api/plans", { signal }),
    select: ({ plans }) => plans,
    refetchInterval: 30 * second,
  });
}

/** A plan with its steps. Refetched while it decides. */
export function planQuery(id: number) {
  return queryOptions({
    queryKey: [queryRoots.plans, id],
    queryFn: ({ signal }) => api<GetPlanResponse>(`/api/plans/${id}`, { signal }),
    select: ({ plan }) => plan,
    refetchInterval: ({ state }) => (state.data && !isOpen(state.data.plan.state) ? false : 5 * second),
  });
}

/** Asks for the preview of a plan. The earlier preview stays visible until the next one has come. */
export function previewQuery(request: PlanRequest | undefined) {
  return queryOptions({
    queryKey: [queryRoots.plans, "preview", request],
    queryFn: ({ signal }) => api<PreviewPlanResponse>("/api/plans/preview", { method: "POST", body: request ?? {}, signal }),
    select: ({ plan }) => plan,
    enabled: request !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 60 * second,
  });
}

/** Makes a plan once, however often the same request is sent. */
export function useCreatePlan() {
  const client = useQueryClient();
  const open = useRef<{ readonly request: string; readonly key: string }>(undefined);
  return useMutation({
    mutationFn: (request: PlanRequest) => {
      const text = JSON.stringify(request);
      if (open.current?.request !== text) open.current = { request: text, key: randomKey() };
      const idempotencyKey = open.current.key;
      return api<CreatePlanResponse>("/api/plans", { method: "POST", body: request, idempotencyKey });
    },
    onSuccess: () => { open.current = undefined; },
    onError: (error) => {
      if (error instanceof ApiError && !isOutcomeUnknown(error) && !error.temporary) open.current = undefined;
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [queryRoots.plans] });
      void refreshBookings(client);
    },
  });
}

/** Cancels a plan, with its bookings. */
export function useCancelPlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api<CancelPlanResponse>(`/api/plans/${id}`, { method: "DELETE" }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [queryRoots.plans] });
      void refreshBookings(client);
    },
  });
}
