"use client";

import { useSearchParams } from "next/navigation";
import { PartBoundary } from "@/components/load-boundary";
import { TabPanel, Tabs } from "@/components/ui/tabs";
import { useForgetDeletedAccount } from "@/entities/accounts/account-in-use";
import { useLiveUpdates } from "@/entities/live/use-live-updates";
import { ConnectRequestHost } from "./connect-request-host";
import { Header } from "./header";
import { Hydrated, PanelSkeleton, useHydrated } from "./panel-skeleton";
import { panels, useIdlePrefetch } from "./panels";
import { product } from "./product";
import { parseTab, tabs } from "./tab-list";

/** The only page: the header, the tabs, which are part of the URL, and the panel of the open tab. */
export function Shell() {
  const tab = parseTab(useSearchParams().get("tab"));
  const Panel = panels[tab];
  const hydrated = useHydrated();
  useForgetDeletedAccount();
  useLiveUpdates();
  useIdlePrefetch();
  return (
    <Tabs
      value={tab}
      onValueChange={(id) => window.history.pushState(null, "", `?tab=${id}`)}
      className="flex flex-1 flex-col"
    >
      <a
        href="#content"
        onClick={(event) => {
          // Next cannot go back to a history entry that the browser made for a fragment.
          event.preventDefault();
          document.getElementById("content")?.focus();
        }}
        className="sr-only z-60 rounded-md bg-background px-4 py-2 text-foreground focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the content
      </a>
      <title>{`${tabs[tab].name} · ${product.name}`}</title>
      <Header />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8"
      >
        <TabPanel value={tab}>
          {!hydrated && <PanelSkeleton tab={tab} />}
          <PartBoundary>
            <Hydrated value={hydrated}>
              <Panel />
            </Hydrated>
          </PartBoundary>
        </TabPanel>
      </main>
      <ConnectRequestHost />
    </Tabs>
  );
}
