"use client";

import dynamic from "next/dynamic";
import { type ComponentType, useEffect } from "react";
import { LoadingPanel, whenHydrated } from "./panel-skeleton";
import { tabIds, type TabId } from "./tab-list";

/** The code of each tab. */
const code = {
  single: () => import("@/features/single-booking/single-booking-tab"),
  multi: () => import("@/features/multi-booking/multi-booking-tab"),
  live: () => import("@/features/live/live-tab"),
  upcoming: () => import("@/features/upcoming/upcoming-tab"),
  history: () => import("@/features/history/history-tab"),
  statistics: () => import("@/features/statistics/statistics-tab"),
  accounts: () => import("@/features/accounts/accounts-tab"),
} satisfies Readonly<Record<TabId, () => Promise<{ default: ComponentType }>>>;

/**
 * Each tab's code is loaded when the tab is first shown. The server renders nothing of it, but tells the browser to load
 * the code of the tab in the URL. The compiler reads the imports and the options, so they cannot be shared.
 */
export const panels: Readonly<Record<TabId, ComponentType>> = {
  single: dynamic(() => import("@/features/single-booking/single-booking-tab").then(whenHydrated), {
    loading: () => <LoadingPanel tab="single" />,
  }),
  multi: dynamic(() => import("@/features/multi-booking/multi-booking-tab").then(whenHydrated), {
    loading: () => <LoadingPanel tab="multi" />,
  }),
  live: dynamic(() => import("@/features/live/live-tab").then(whenHydrated), {
    loading: () => <LoadingPanel tab="live" />,
  }),
  upcoming: dynamic(() => import("@/features/upcoming/upcoming-tab").then(whenHydrated), {
    loading: () => <LoadingPanel tab="upcoming" />,
  }),
  history: dynamic(() => import("@/features/history/history-tab").then(whenHydrated), {
    loading: () => <LoadingPanel tab="history" />,
  }),
  statistics: dynamic(() => import("@/features/statistics/statistics-tab").then(whenHydrated), {
    loading: () => <LoadingPanel tab="statistics" />,
  }),
  accounts: dynamic(() => import("@/features/accounts/accounts-tab").then(whenHydrated), {
    loading: () => <LoadingPanel tab="accounts" />,
  }),
};

/** Loads the code of the other tabs when the browser has nothing else to do, so that they open at once and offline. */
export function useIdlePrefetch(): void {
  useEffect(() => {
    const prefetch = () => whenIdle(() => void loadAll());
    if (document.readyState === "complete") prefetch();
    else window.addEventListener("load", prefetch, { once: true });
    return () => window.removeEventListener("load", prefetch);
  }, []);
}

const idleMs = 2000;

function whenIdle(task: () => void): void {
  // Safari has no idle callbacks.
  if (typeof window.requestIdleCallback === "function") window.requestIdleCallback(task);
  else setTimeout(task, idleMs);
}

/** One after the other, because a tab that is opened meanwhile comes first. A failure shows when its tab is opened. */
async function loadAll(): Promise<void> {
  for (const id of tabIds) await code[id]().catch(() => undefined);
}
