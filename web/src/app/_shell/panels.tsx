import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { TabId } from "./tab-list";

/**
 * The server has no data to show in a panel. Were its markup sent, a panel whose code arrives after its
 * data would no longer match it.
 */
const options = { loading: () => <SkeletonRows />, ssr: false } as const;

/** Each tab's code is fetched when the tab is first shown, so the page itself stays small. */
export const panels: Readonly<Record<TabId, ComponentType>> = {
  single: dynamic(() => import("@/features/single-booking/single-booking-tab"), options),
  accounts: dynamic(() => import("@/features/accounts/accounts-tab"), options),
  history: dynamic(() => import("@/features/history/history-tab"), options),
  upcoming: dynamic(() => import("@/features/upcoming/upcoming-tab"), options),
  statistics: dynamic(() => import("@/features/statistics/statistics-tab"), options),
};
