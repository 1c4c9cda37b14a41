import { cn } from "@/lib/cn";
import { formatDate } from "@/lib/dates/format";
import type { PlainDate } from "@/lib/dates/plain-date";

/** A border throughout, which high contrast shows: a background it takes away. */
export const dotClasses = "size-1.5 rounded-full border-3 border-primary";

export interface Day {
  readonly date: PlainDate;
  readonly isToday: boolean;
  readonly isSelected: boolean;
  /** The one that Tab reaches. */
  readonly isActive: boolean;
  /** Whether it can be chosen. */
  readonly isOpen: boolean;
  readonly note: string | undefined;
}

interface Props {
  day: Day;
  onFocus: () => void;
  onPress: () => void;
}

export function CalendarDay({ day, onFocus, onPress }: Props) {
  const { date, isToday, isSelected, isActive, isOpen, note } = day;
  return (
    <td className="h-10 p-0 text-center" aria-selected={isSelected}>
      <button
        type="button"
        disabled={!isOpen}
        tabIndex={isActive ? 0 : -1}
        aria-label={nameOf(day)}
        aria-current={isToday ? "date" : undefined}
        onFocus={onFocus}
        onClick={onPress}
        className={cn(
          "relative inline-flex h-10 w-full max-w-10 items-center justify-center rounded-md text-sm transition-colors",
          "disabled:pointer-events-none disabled:text-muted-foreground/70",
          isSelected ? "bg-primary text-primary-foreground" : "hover:bg-accent",
          isToday && "font-bold underline underline-offset-4",
        )}
      >
        {Number(date.slice(-2))}
        {note !== undefined && (
          <span className={cn(dotClasses, "absolute bottom-1 in-aria-selected:border-current")} />
        )}
      </button>
    </td>
  );
}

function nameOf({ date, isToday, note }: Day): string {
  return [formatDate(date, "long"), isToday && "today", note].filter(Boolean).join(", ");
}
