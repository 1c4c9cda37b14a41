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
    <div className="relative overflow-hidden bg-band text-band-foreground">
      <CourtLines />
      <div className="relative mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 gap-y-3 px-4 pt-4 sm:px-6 sm:pt-5">
        <p className="flex items-center gap-2.5 font-display text-lg font-semibold tracking-tight">
          <Mark />
          {product.name}
        </p>
        <div className="flex w-full items-center gap-3 sm:ml-auto sm:w-auto">
          <AccountSwitcher
            aria-label="Account in use"
            className="min-w-0 flex-1 *:focus-visible:outline-ball sm:w-56"
          />
          <ThemeToggle />
        </div>
      </div>
      <div className="relative mx-auto flex max-w-6xl flex-wrap items-end justify-between px-2 pt-3 sm:px-4">
        <TabList aria-label="Sections" className="grid w-full grid-cols-5 sm:flex sm:w-auto">
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
      className="group relative flex flex-col items-center gap-1 rounded-t-md px-1 pt-2 pb-3 text-[0.6875rem] leading-tight font-medium text-band-muted transition-colors outline-offset-[-3px] hover:text-band-foreground focus-visible:outline-ball aria-selected:text-band-foreground sm:flex-row sm:gap-2 sm:px-3 sm:text-sm"
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {name}
      <span className="absolute inset-x-2 bottom-0 hidden h-1 rounded-t-full bg-ball group-aria-selected:not-forced-colors:block" />
    </Tab>
  );
}

/** The time zone of every time on the page. */
export function FacilityZone({ className }: { className?: string }) {
  const { data: facility } = useQuery(facilityQuery());
  if (!facility) return null;
  return (
    <p className={cn("items-center gap-1.5 text-xs", className)}>
      <Globe aria-hidden className="size-3.5 shrink-0" />
      Times are shown in {formatZone(facility.time_zone)}
    </p>
  );
}
