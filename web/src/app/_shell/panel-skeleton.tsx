"use client";

import { type ComponentType, createContext, startTransition, use, useEffect, useState } from "react";
import { PageHeading } from "@/components/page-heading";
import { SkeletonRows } from "@/components/ui/skeleton";
import { tabDescriptions } from "@/lib/tab-descriptions";
import { type TabId, tabs } from "./tab-list";

/** A tab before its code and data are there: its heading and a skeleton. */
export function PanelSkeleton({ tab }: { tab: TabId }) {
  return (
    <div data-loading>
      <PageHeading title={tabs[tab].name}>{tabDescriptions[tab]}</PageHeading>
      <SkeletonRows />
    </div>
  );
}

/** Whether the page has been hydrated. */
export const Hydrated = createContext(false);

/** False on the server and in the browser's first rendering. Then a transition, in which the browser can paint and answer. */
export function useHydrated(): boolean {
  const [hydrated, setHydrated] = useState(false);
  useEffect(() => startTransition(() => setHydrated(true)), []);
  return hydrated;
}

/**
 * Renders a tab only in the browser. The server has no data for it, and data that arrive before the tab hydrates would
 * not match what the server sent.
 */
export function whenHydrated({ default: Panel }: { default: ComponentType }) {
  return {
    default: function HydratedPanel() {
      return use(Hydrated) ? <Panel /> : null;
    },
  };
}

/** A tab while its code is loaded. Nothing before hydration: React would send it beside the skeleton that stands there, and show it later. */
export function LoadingPanel({ tab }: { tab: TabId }) {
  return use(Hydrated) ? <PanelSkeleton tab={tab} /> : null;
}
