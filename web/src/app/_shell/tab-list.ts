import {
  CalendarPlus,
  CalendarRange,
  ChartNoAxesColumn,
  CalendarClock,
  History,
  type LucideIcon,
  UsersRound,
} from "lucide-react";

export const tabIds = ["single", "multi", "accounts", "history", "upcoming", "statistics"] as const;

export type TabId = (typeof tabIds)[number];

interface Tab {
  readonly name: string;
  readonly icon: LucideIcon;
}

export const tabs: Readonly<Record<TabId, Tab>> = {
  single: { name: "Single Booking", icon: CalendarPlus },
  multi: { name: "Multi-Booking", icon: CalendarRange },
  accounts: { name: "Accounts", icon: UsersRound },
  history: { name: "History", icon: History },
  upcoming: { name: "Upcoming", icon: CalendarClock },
  statistics: { name: "Statistics", icon: ChartNoAxesColumn },
};

/** The tab in `?tab=`, or the first one. */
export function parseTab(text: string | null): TabId {
  return tabIds.find((id) => id === text) ?? tabIds[0];
}
