"use client";

import { useQuery } from "@tanstack/react-query";
import { Globe } from "lucide-react";
import { Tab, TabList } from "@/components/ui/tabs";
import { AccountSwitcher } from "@/entities/accounts/account-switcher";
import { facilityQuery } from "@/entities/facility/facility";
import { cn } from "@/lib/cn";
import { formatZone } from "@/lib/format";
import { CourtLines, Mark } from "./court";
import { FacilityBar } from "./facility-bar";
import { useHydrated } from "./panel-skeleton";
import { product } from "./product";
import { tabIds, tabs } from "./tab-list";
import { ThemeToggle } from "./theme-toggle";

export function Header() {
  return (
    <header>
      <Band />
      <FacilityBar />
    </header>
  );
}

function Band() {
  return (
    <div className="relative z-30 bg-band text-band-foreground">
      <CourtLines />
      <div className="relative mx-auto flex max-w-6xl items-center gap-3 px-4 py-2.5 sm:gap-4 sm:px-6 sm:pt-4 sm:pb-1">
        <p className="flex shrink-0 items-center gap-2.5 font-display text-lg font-semibold tracking-tight">
          <Mark />
          <span className="max-sm:sr-only">{product.name}</span>
        </p>
        <AccountSwitcher className="ml-auto min-w-0 flex-1 *:focus-visible:outline-ball sm:max-w-64" />
        <ThemeToggle />
      </div>
      <div className="relative mx-auto flex max-w-6xl items-end justify-between sm:px-4">
        <TabList
          aria-label="Sections"
          className="flex max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-40 max-sm:overflow-x-auto max-sm:border-t max-sm:border-band-line max-sm:bg-band max-sm:pb-[env(safe-area-inset-bottom)]"
        >
          {tabIds.map((id) => (
            <SectionTab key={id} id={id} />
          ))}
        </TabList>
        <FacilityZone className="hidden pb-3 pr-2 lg:flex" />
      </div>
    </div>
  );
}

function SectionTab({ id }: { id: (typeof tabIds)[number] }) {
  const { icon: Icon, name } = tabs[id];
  return (
    <Tab
      value={id}
      className="group relative flex min-w-14 flex-1 flex-col max-sm:h-15 items-center gap-1 px-0.5 pt-2 pb-2 text-center text-[0.625rem] leading-tight font-medium text-band-muted transition-colors outline-offset-[-3px] hover:text-band-foreground focus-visible:outline-ball aria-selected:text-band-foreground sm:flex-none sm:flex-row sm:gap-2 sm:px-3 sm:pb-3 sm:text-sm"
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>{name}</span>
      <span className="absolute inset-x-2 top-0 hidden h-1 rounded-b-full bg-ball group-aria-selected:not-forced-colors:block sm:top-auto sm:bottom-0 sm:rounded-t-full sm:rounded-b-none" />
    </Tab>
  );
}

/** The time zone of every time on the page. */
export function FacilityZone({ className }: { className?: string }) {
  const { data: facility } = useQuery(facilityQuery());
  // The server may know a zone that the browser does not.
  const hydrated = useHydrated();
  if (!facility || !hydrated) return null;
  return (
    <p className={cn("items-center gap-1.5 text-xs", className)}>
      <Globe aria-hidden className="size-3.5 shrink-0" />
      <span>{`Times are shown in ${formatZone(facility.time_zone)}`}</span>
    </p>
  );
}
