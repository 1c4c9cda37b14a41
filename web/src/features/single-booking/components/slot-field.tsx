import { useRef } from "react";
import { QueryError, useQueryError } from "@/components/error-notice";
import { Button } from "@/components/ui/button";
import { FieldSet } from "@/components/ui/field";
import { cn } from "@/lib/cn";
import { isFree } from "../slots";
import { useAvailability } from "../use-availability";
import type { BookingForm } from "../use-booking-form";
import { SlotGrid } from "./slot-grid";

type Props = Pick<BookingForm, "account" | "draft" | "taken" | "slots" | "day" | "errors" | "change">;

export function SlotField({ account, draft, taken, slots, day, errors, change }: Props) {
  const count = draft.slots.length;
  const dayError = useQueryError(day);
  const availability = useAvailability(draft);
  const hint = day.isLoading ? "Loading the day's bookings…" : hintFor({ account, draft, slots });
  const area = useRef<HTMLDivElement>(null);
  const clear = () => {
    change({ slots: [] });
    // The button unmounts with the selection, so the focus moves to the slots.
    area.current?.querySelector<HTMLElement>('[role="option"][tabindex="0"]')?.focus();
  };
  return (
    <div ref={area} className="min-w-0 flex-1" data-field="slots">
      <FieldSet legend="Time slots" error={errors.slots}>
        {dayError && (
          <QueryError
            title="The day's bookings could not be loaded"
            error={dayError}
            query={day}
          />
        )}
        <SlotGrid
          slots={slots}
          availability={availability.byTime}
          picked={draft.slots}
          invalid={errors.slots !== undefined}
          busy={day.isLoading}
          onPick={(times) => change({ slots: times })}
        />
        <div className="flex min-h-8 items-center justify-between gap-x-4 text-sm text-muted-foreground">
          {/* A finger has no Shift key. */}
          <p className={cn(hint === rangeHint && "pointer-coarse:invisible")}>{hint}</p>
          {count > 0 && (
            <Button variant="ghost" size="small" onClick={clear}>
              Clear {count} selected
            </Button>
          )}
        </div>
        {availability.isUnknown && (
          <p className="text-sm text-muted-foreground">
            The facility does not say what is free at the moment. You can book all the same.
          </p>
        )}
        <p role="status" className="text-sm font-medium empty:hidden">
          {taken.length > 0 && `No longer free and not selected: ${taken.join(", ")}.`}
        </p>
      </FieldSet>
    </div>
  );
}

const rangeHint = "Hold Shift to select a range.";

function hintFor({ account, draft, slots }: Pick<Props, "account" | "draft" | "slots">): string {
  if (draft.date !== undefined && !slots.some(isFree)) return "No slot is free on this day.";
  if (account && draft.date === undefined) return "Choose a date to see its bookings.";
  return rangeHint;
}
