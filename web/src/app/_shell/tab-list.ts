import {
  CalendarPlus,
  CalendarRange,
  ChartNoAxesColumn,
  CalendarClock,
  History,
  type LucideIcon,
  Radio,
  UsersRound,
} from "lucide-react";

/** In the order of the tabs. */
export const tabIds = ["single", "multi", "live", "upcoming", "history", "statistics", "accounts"] as const;

export type TabId = (typeof tabIds)[number];

interface Tab {
  readonly name: string;
  readonly icon: LucideIcon;
}

export const tabs: Readonly<Record<TabId, Tab>> = {
  single: { name: "Single Booking", icon: CalendarPlus },
  multi: { name: "Multi-Booking", icon: CalendarRange },
  live: { name: "Live", icon: Radio },
  upcoming: { name: "Upcoming", icon: CalendarClock },
  history: { name: "History", icon: History },
  statistics: { name: "Statistics", icon: ChartNoAxesColumn },
  accounts: { name: "Accounts", icon: UsersRound },
};

/** The tab in `?tab=`, or the first one. */
export function parseTab(text: string | null): TabId {
  return tabIds.find((id) => id === text) ?? tabIds[0];
}
