import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { TabId } from "./tab-list";

const loading = () => <SkeletonRows />;

/** Each tab's code is fetched when the tab is first shown, so the page itself stays small. */
export const panels: Readonly<Record<TabId, ComponentType>> = {
  single: dynamic(() => import("@/features/single-booking/single-booking-tab"), { loading }),
  accounts: dynamic(() => import("@/features/accounts/accounts-tab"), { loading }),
  history: dynamic(() => import("@/features/history/history-tab"), { loading }),
  upcoming: dynamic(() => import("@/features/upcoming/upcoming-tab"), { loading }),
  statistics: dynamic(() => import("@/features/statistics/statistics-tab"), { loading }),
};
