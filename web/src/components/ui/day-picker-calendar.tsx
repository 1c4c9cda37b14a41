import type { ComponentProps } from "react";
import { DayPicker } from "react-day-picker";
import { cn } from "@/lib/cn";

const navigation =
  "inline-flex size-9 items-center justify-center rounded-md hover:bg-accent aria-disabled:opacity-40 [&_svg]:size-4 [&_svg]:fill-current";

const classNames = {
  root: "w-fit",
  months: "relative",
  month: "flex flex-col gap-3",
  month_caption: "flex h-9 items-center justify-center font-display text-base font-semibold",
  nav: "absolute inset-x-0 top-0 flex justify-between",
  button_previous: navigation,
  button_next: navigation,
  month_grid: "border-collapse",
  weekday: "size-10 text-xs font-medium text-muted-foreground",
  day: "size-10 p-0 text-center",
  day_button:
    "relative inline-flex size-10 items-center justify-center rounded-md text-sm transition-colors hover:bg-accent disabled:pointer-events-none",
  today: "[&>button]:font-bold [&>button]:underline [&>button]:underline-offset-4",
  selected:
    "[&>button]:bg-primary [&>button]:text-primary-foreground [&>button]:hover:bg-primary [&>button]:after:bg-primary-foreground",
  outside: "text-muted-foreground",
  disabled: "text-muted-foreground/70",
  hidden: "invisible",
};

/** A dot under the day, for days that `modifiers.booked` names. */
const modifiersClassNames = {
  booked:
    "[&>button]:after:absolute [&>button]:after:bottom-1 [&>button]:after:size-1.5 [&>button]:after:rounded-full [&>button]:after:bg-primary",
};

/** A month of days. It works on the browser's own dates: see `toLocalDate` and `fromLocalDate`. */
export default function DayPickerCalendar({ className, ...props }: ComponentProps<typeof DayPicker>) {
  return (
    <DayPicker
      weekStartsOn={1}
      showOutsideDays={false}
      className={cn(className)}
      classNames={classNames}
      modifiersClassNames={modifiersClassNames}
      {...props}
    />
  );
}
