"use client";

import { type ComponentType, useSyncExternalStore } from "react";
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

const never = () => () => undefined;

/**
 * Renders a tab only in the browser. The server has no data for it, and data that arrive before the tab hydrates would
 * not match what the server sent.
 */
export function whenHydrated(tab: TabId) {
  return ({ default: Panel }: { default: ComponentType }) => ({
    default: function HydratedPanel() {
      const hydrated = useSyncExternalStore(never, () => true, () => false);
      return hydrated ? <Panel /> : <PanelSkeleton tab={tab} />;
    },
  });
}
