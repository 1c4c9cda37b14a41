import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { TabId } from "./tab-list";

const loading = () => <SkeletonRows />;

/**
 * Each tab's code is loaded when the tab is first shown. Not rendered on the server, which has no data for a
 * panel: data that arrive before the panel's code would cause a hydration mismatch. The compiler reads the
 * options, so they cannot be shared.
 */
export const panels: Readonly<Record<TabId, ComponentType>> = {
  single: dynamic(() => import("@/features/single-booking/single-booking-tab"), { loading, ssr: false }),
  multi: dynamic(() => import("@/features/multi-booking/multi-booking-tab"), { loading, ssr: false }),
  accounts: dynamic(() => import("@/features/accounts/accounts-tab"), { loading, ssr: false }),
  history: dynamic(() => import("@/features/history/history-tab"), { loading, ssr: false }),
  upcoming: dynamic(() => import("@/features/upcoming/upcoming-tab"), { loading, ssr: false }),
  statistics: dynamic(() => import("@/features/statistics/statistics-tab"), { loading, ssr: false }),
};
