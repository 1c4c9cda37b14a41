import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { TabId } from "./tab-list";

const loading = () => <SkeletonRows />;

/**
 * Each tab's code is fetched when the tab is first shown, so the page itself stays small. The server
 * has no data to show in a panel: were its markup sent, a panel whose code arrives after its data
 * would no longer match it. The compiler reads the options, so each stands where it is used.
 */
export const panels: Readonly<Record<TabId, ComponentType>> = {
  single: dynamic(() => import("@/features/single-booking/single-booking-tab"), { loading, ssr: false }),
  accounts: dynamic(() => import("@/features/accounts/accounts-tab"), { loading, ssr: false }),
  history: dynamic(() => import("@/features/history/history-tab"), { loading, ssr: false }),
  upcoming: dynamic(() => import("@/features/upcoming/upcoming-tab"), { loading, ssr: false }),
  statistics: dynamic(() => import("@/features/statistics/statistics-tab"), { loading, ssr: false }),
};
