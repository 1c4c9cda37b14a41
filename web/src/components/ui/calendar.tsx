import dynamic from "next/dynamic";
import { Skeleton } from "./skeleton";

/** A month of days. Its code is as large as the rest of a tab, so it arrives after the page. */
export const Calendar = dynamic(() => import("./day-picker-calendar"), {
  ssr: false,
  loading: () => <Skeleton className="h-[19.5rem] w-[17.5rem]" />,
});
