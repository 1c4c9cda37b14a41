"use client";

import { useSearchParams } from "next/navigation";
import { PartBoundary } from "@/components/load-boundary";
import { TabPanel } from "@/components/ui/tabs";
import { product } from "./product";
import { useForgetDeletedAccount } from "@/entities/accounts/account-in-use";
import { Header } from "./header";
import { panels } from "./panels";
import { parseTab, tabs } from "./tab-list";

/** The one page: header, tabs that the URL remembers, and the chosen tab's panel. */
export function Shell() {
  const tab = parseTab(useSearchParams().get("tab"));
  const Panel = panels[tab];
  useForgetDeletedAccount();
  return (
    <div className="flex flex-1 flex-col">
      <a
        href="#content"
        onClick={(event) => {
          // To an entry in the browser's history that is not its own, Next does not lead back.
          event.preventDefault();
          document.getElementById("content")?.focus();
        }}
        className="sr-only z-60 rounded-md bg-background px-4 py-2 text-foreground focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the content
      </a>
      <title>{`${tabs[tab].name} · ${product.name}`}</title>
      <Header tab={tab} onOpen={(id) => id !== tab && window.history.pushState(null, "", `?tab=${id}`)} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl flex-1 px-4 py-8 outline-none sm:px-6 sm:py-10"
      >
        <TabPanel id={tab}>
          <PartBoundary>
            <Panel />
          </PartBoundary>
        </TabPanel>
      </main>
    </div>
  );
}
